using System;

namespace Diesis.Core.Processes;

/// <summary>What a thread has to do before it goes back to its program.</summary>
[Flags]
internal enum PendingWork
{
    None = 0,

    /// <summary>A signal that is not blocked may be there.</summary>
    Signal = 1,

    /// <summary>The thread has to end.</summary>
    Exit = 2,

    /// <summary>The process is stopped, or going to be.</summary>
    Stop = 4,

    EndsSleep = Signal | Exit | Stop,
}
