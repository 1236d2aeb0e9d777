using System;
using System.Runtime.CompilerServices;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Logging;

/// <summary>A <see cref="LogMessage"/> that is formatted only when the log keeps what is for debugging.</summary>
[InterpolatedStringHandler]
public ref struct DebugLogMessage
{
    private readonly bool _isOn;
    private LogMessage _message;

    public DebugLogMessage(int literalLength, int formattedCount, out bool isOn)
    {
        _message = new LogMessage(literalLength, formattedCount, LogLevel.Debug, out isOn);
        _isOn = isOn;
    }

    public void AppendLiteral(string value) => _message.AppendLiteral(value);

    public void AppendFormatted(string? value) => _message.AppendFormatted(value);

    public void AppendFormatted(scoped ReadOnlySpan<char> value) => _message.AppendFormatted(value);

    public void AppendFormatted<T>(T value) => _message.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _message.AppendFormatted(value, format);

    public void AppendFormatted<T>(T value, int alignment) => _message.AppendFormatted(value, alignment);

    public void AppendFormatted<T>(T value, int alignment, string? format) => _message.AppendFormatted(value, alignment, format);

    internal void Write(string tag)
    {
        if (_isOn)
            _message.Write(LogLevel.Debug, tag);
    }
}
