using System;
using Diesis.Platform.Homes;

namespace Diesis.Core.Monitoring;

/// <summary>The monitor on the standard streams, which is the serial port.</summary>
public sealed class StandardSession : MonitorSession
{
    protected internal override int Read(Span<byte> keys) => StandardStreams.Read(keys);

    protected internal override void Write(ReadOnlySpan<byte> text) => StandardStreams.WriteOutput(text);
}
