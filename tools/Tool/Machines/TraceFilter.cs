using System.Text;
using Diesis.Tool.Names;

namespace Diesis.Tool.Machines;

/// <summary>
/// Passes a guest's output on as it comes, byte for byte; only lines that look like frames of a stack trace are held back until they end,
/// to get their file and line.
/// </summary>
internal sealed class TraceFilter(Stream output, StackTraceLines lines)
{
    private readonly List<byte> _held = [];
    private bool _holds = true;

    private static ReadOnlySpan<byte> FrameStart => "   at "u8;

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (!_holds)
            {
                output.WriteByte(value);
            }
            else
            {
                _held.Add(value);
            }

            if (value == (byte)'\n')
            {
                Release();
                _holds = true;
            }
            else if (_holds && !CouldBeFrame())
            {
                Release();
                _holds = false;
            }
        }

        output.Flush();
    }

    internal void End()
    {
        Release();
        output.Flush();
    }

    private bool CouldBeFrame()
    {
        int length = Math.Min(_held.Count, FrameStart.Length);
        for (int i = 0; i < length; i++)
        {
            if (_held[i] != FrameStart[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Release()
    {
        byte[] bytes = [.. _held];
        _held.Clear();
        bool isFrame = bytes.Length > FrameStart.Length && bytes.AsSpan().StartsWith(FrameStart);
        output.Write(isFrame ? Encoding.UTF8.GetBytes(lines.Annotate(Encoding.UTF8.GetString(bytes))) : bytes);
    }
}
