using System;

namespace Diesis.Core.Ipc.Pipes;

/// <summary>Which ends of a pipe an open file is.</summary>
[Flags]
internal enum PipeEnds
{
    None = 0,
    Read = 1,
    Write = 2,
    Both = Read | Write,
}

/// <summary>Who asks for a larger pipe.</summary>
public enum PipeLimit
{
    /// <summary>Up to fs.pipe-max-size.</summary>
    Ordinary,

    /// <summary>CAP_SYS_RESOURCE: any size.</summary>
    Privileged,
}
