namespace Diesis.Abi;

/// <summary>What kcmp(2) compares of two threads.</summary>
public enum ResourceComparison
{
    KCMP_FILE = 0,
    KCMP_VM = 1,
    KCMP_FILES = 2,
    KCMP_FS = 3,
    KCMP_SIGHAND = 4,
    KCMP_IO = 5,
    KCMP_SYSVSEM = 6,
    KCMP_EPOLL_TFD = 7,
}
