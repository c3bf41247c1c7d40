/** What installs Java 17 on a platform. */
export function installJava(platform: NodeJS.Platform): string {
  return install(platform, {
    apt: 'openjdk-17-jre-headless',
    dnf: 'java-17-openjdk-headless',
    brew: 'openjdk@17',
    winget: 'Microsoft.OpenJDK.17',
  });
}

/** What installs Maven on a platform. */
export function installMaven(platform: NodeJS.Platform): string {
  return install(platform, { apt: 'maven', dnf: 'maven', brew: 'maven', winget: undefined });
}

/** What installs Java and Maven together, for a machine that has neither. */
export function installJavaAndMaven(platform: NodeJS.Platform): string {
  return install(platform, {
    apt: 'openjdk-17-jre-headless maven',
    dnf: 'java-17-openjdk-headless maven',
    brew: 'openjdk@17 maven',
    winget: undefined,
  });
}

interface Packages {
  apt: string;
  dnf: string;
  brew: string;
  winget: string | undefined;
}

function install(platform: NodeJS.Platform, { apt, dnf, brew, winget }: Packages): string {
  if (platform === 'darwin') return `brew install ${brew}`;
  if (platform !== 'win32') return `sudo apt-get install ${apt}   (Fedora: sudo dnf install ${dnf})`;
  return winget
    ? `winget install ${winget}`
    : 'winget install Microsoft.OpenJDK.17, and unpack Maven from https://maven.apache.org/download.cgi into your PATH; or use WSL';
}
