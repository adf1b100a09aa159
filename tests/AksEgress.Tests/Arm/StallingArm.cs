using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AksEgress.Tests.Arm;

/// <summary>One resource behind HTTP on loopback. The server stops at a given byte boundary of its first write.</summary>
internal sealed class StallingArm : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _methods = new();
    private readonly StallAt _at;
    private volatile bool _stalls = true;

    public StallingArm(StallAt at)
    {
        _at = at;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Completes when the server has stopped.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>The methods of all requests, in order.</summary>
    public IReadOnlyList<string> Methods => [.. _methods];

    /// <summary>The document, or null while there is none.</summary>
    public string? Document { get; set; }

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Stop();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_ended.Token);
            _ = Task.Run(async () =>
            {
                using (client)
                {
                    while (await ServeAsync(client.GetStream()))
                    {
                    }
                }
            });
        }
    }

    private async Task<bool> ServeAsync(NetworkStream stream)
    {
        var head = await HeadAsync(stream);
        if (head.Length == 0)
        {
            return false;
        }

        var method = head[..head.IndexOf(' ', StringComparison.Ordinal)];
        _methods.Enqueue(method);
        if (method == "GET")
        {
            await StallAsync(StallAt.BeforeTheWrite);
            await AnswerAsync(
                stream, Document is null ? 404 : 200, Document ?? """{"error":{"code":"ResourceNotFound","message":"No."}}""", whole: true);
            return true;
        }

        var length = head
            .Split("\r\n")
            .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture))
            .SingleOrDefault();
        var body = new byte[length];
        await stream.ReadExactlyAsync(body.AsMemory(0, Math.Min(length, 10)), _ended.Token);
        await StallAsync(StallAt.DuringTheBody);
        await stream.ReadExactlyAsync(body.AsMemory(Math.Min(length, 10)), _ended.Token);
        Document = Encoding.UTF8.GetString(body);
        await StallAsync(StallAt.BeforeTheAnswer);
        if (_stalls && _at == StallAt.DuringTheAnswer)
        {
            await AnswerAsync(stream, 200, Document, whole: false);
            await StallAsync(StallAt.DuringTheAnswer);
        }

        await AnswerAsync(stream, 200, Document, whole: true);
        return true;
    }

    private async Task StallAsync(StallAt at)
    {
        if (_stalls && at == _at)
        {
            _stalls = false;
            _stalled.SetResult();
            await Task.Delay(Timeout.Infinite, _ended.Token);
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _ended.Token) == 0)
            {
                return string.Empty;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private async Task AnswerAsync(NetworkStream stream, int status, string body, bool whole)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status} Answer\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _ended.Token);
        await stream.WriteAsync(bytes.AsMemory(0, whole ? bytes.Length : bytes.Length / 2), _ended.Token);
    }
}
