using System;

namespace Diesis.Platform.Users;

/// <summary>What a program, or the kernel for it, wants to do with a page.</summary>
[Flags]
public enum UserAccess
{
    None = 0,
    Read = 1,
    Write = 2,
    Execute = 4,
}

/// <summary>What came of a fault in a program's memory.</summary>
public enum UserFault
{
    /// <summary>The page is there now: the access is tried again.</summary>
    Resolved,

    /// <summary>Nothing is mapped there: SIGSEGV with SEGV_MAPERR.</summary>
    NotMapped,

    /// <summary>What is mapped there forbids the access: SIGSEGV with SEGV_ACCERR.</summary>
    Forbidden,

    /// <summary>Behind the end of the mapped file, or the file cannot be read: SIGBUS with BUS_ADRERR.</summary>
    NoData,

    /// <summary>No memory could be had: the process is being killed.</summary>
    OutOfMemory,
}
