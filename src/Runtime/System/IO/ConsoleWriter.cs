using System.Text;

namespace System.IO;

/// <summary>A standard stream as a writer. Nothing is kept back: each call reaches the stream.</summary>
internal sealed class ConsoleWriter(int stream) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Console.WriteText(stream, new ReadOnlySpan<char>(in value), endLine: 0);

    public override void Write(char[] buffer, int index, int count) => Write(new ReadOnlySpan<char>(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Console.WriteText(stream, buffer, endLine: 0);

    public override void Write(string? value) => Console.WriteText(stream, value, endLine: 0);

    public override void WriteLine() => Console.WriteText(stream, default, endLine: 1);

    public override void WriteLine(ReadOnlySpan<char> buffer) => Console.WriteText(stream, buffer, endLine: 1);

    public override void WriteLine(string? value) => Console.WriteText(stream, value, endLine: 1);
}
