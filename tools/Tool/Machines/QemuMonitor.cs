using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diesis.Tool.Machines;

/// <summary>QEMU's monitor protocol (QMP): commands, and the event that says why the machine ended.</summary>
internal sealed class QemuMonitor : IDisposable
{
    private static readonly TimeSpan s_connectTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_answerTime = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private readonly StreamReader _reader;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Task _reading;
    private TaskCompletionSource<string>? _answer;

    private QemuMonitor(Socket socket)
    {
        _socket = socket;
        _reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        _reading = ReadAsync();
    }

    /// <summary>Why the machine ended, in QEMU's words (guest-shutdown, guest-reset), or null while it runs or when it ended otherwise.</summary>
    internal string? ShutdownReason { get; private set; }

    /// <summary>Connects as soon as QEMU listens; null when it ends before.</summary>
    internal static async Task<QemuMonitor?> ConnectAsync(string path, Func<bool> hasEnded)
    {
        DateTime limit = DateTime.UtcNow + s_connectTime;
        while (!hasEnded() && DateTime.UtcNow < limit)
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
                QemuMonitor monitor = new(socket);
                await monitor.ExecuteAsync("qmp_capabilities");
                return monitor;
            }
            catch (SocketException)
            {
                socket.Dispose();
                await Task.Delay(10);
            }
        }

        return null;
    }

    /// <summary>Runs a command; null when the machine ended or did not answer.</summary>
    internal async Task<string?> ExecuteAsync(string command, params (string Name, string Value)[] arguments)
    {
        await _turn.WaitAsync();
        try
        {
            TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _answer = answer;
            JsonObject request = new() { ["execute"] = command };
            if (arguments.Length > 0)
            {
                request["arguments"] = new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Name, (JsonNode?)argument.Value)));
            }

            await _socket.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
            return await answer.Task.WaitAsync(s_answerTime);
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A command of the monitor that people type.</summary>
    internal Task<string?> ExecuteTypedAsync(string line) => ExecuteAsync("human-monitor-command", ("command-line", line));

    /// <summary>Waits until QEMU has closed the connection, so that its last event is in.</summary>
    internal Task EndAsync() => _reading.WaitAsync(s_answerTime);

    public void Dispose()
    {
        _socket.Dispose();
        _turn.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _reader.ReadLineAsync() is string line)
            {
                using JsonDocument message = JsonDocument.Parse(line);
                JsonElement root = message.RootElement;
                if (root.TryGetProperty("event", out JsonElement name) && name.GetString() == "SHUTDOWN")
                {
                    ShutdownReason = root.GetProperty("data").GetProperty("reason").GetString();
                }
                else if (root.TryGetProperty("return", out JsonElement result))
                {
                    _answer?.TrySetResult(result.ValueKind == JsonValueKind.String ? result.GetString()! : result.GetRawText());
                }
                else if (root.TryGetProperty("error", out JsonElement error))
                {
                    _answer?.TrySetResult(error.GetRawText());
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or JsonException)
        {
            // The machine has ended.
        }

        _answer?.TrySetCanceled();
    }
}
