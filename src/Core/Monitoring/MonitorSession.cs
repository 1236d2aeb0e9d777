using System;
using System.Text;
using Diesis.Core.Consoles;

namespace Diesis.Core.Monitoring;

/// <summary>A conversation with the monitor on a terminal: prompt, line, answer, until Control-D or <c>exit</c>.</summary>
public abstract class MonitorSession
{
    private const string Prompt = "\e[1;38;5;208m♯\e[m ";

    /// <summary>Waits for keys; 0 at the end of the input.</summary>
    protected internal abstract int Read(Span<byte> keys);

    protected internal abstract void Write(ReadOnlySpan<byte> text);

    /// <summary>Makes room before the conversation.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Leaves things as they were.</summary>
    protected virtual void End()
    {
    }

    public void Run()
    {
        Begin();
        Converse();
        End();
    }

    private void Converse()
    {
        LineEditor editor = new();
        SessionOutput output = new(this);
        Write("Diesis monitor; 'help' lists the commands, Control-D leaves.\r\n");
        Write(Prompt);
        byte[] keys = new byte[64];
        while (true)
        {
            int count = Read(keys);
            if (count == 0)
                return;
            for (int i = 0; i < count; i++)
            {
                string? line = editor.Take(keys[i], out string echo);
                if (echo.Length != 0)
                    Write(echo);
                if (editor.HasEnded || line == "exit")
                    return;
                if (line is null)
                    continue;
                MonitorShell.Run(line, output);
                Write(Prompt);
            }
        }
    }

    private void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    private sealed class SessionOutput(MonitorSession session) : MonitorOutput
    {
        public override void WriteLine(string line) => session.Write(line + "\r\n");
    }
}
