using System;

namespace Diesis.Platform.Diagnostics;

/// <summary>A console that can be written while the machine is ending: without locks, allocation or waiting.</summary>
public abstract class PanicConsole
{
    /// <param name="text">UTF-8 lines, ended by line feeds.</param>
    protected internal abstract void Write(ReadOnlySpan<byte> text);
}
