using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AksEgress.Tests.Arm;

/// <summary>The endpoint of a managed identity on loopback. It returns the given answers in order, and repeats the last one.</summary>
public sealed class IdentityEndpoint : IDisposable
{
    /// <summary>An answer: status and body, after a delay. With status 0, the endpoint reads the request and sends nothing.</summary>
    public sealed record Answer(int Status, string Body = "{}", int DelayMs = 0, string Header = "");

    private readonly X509Certificate2? _certificate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Starts to listen; over TLS if a certificate is given.</summary>
    public IdentityEndpoint(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        Base = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = Task.Run(ServeAsync);
    }

    /// <summary>The URL of the endpoint.</summary>
    public Uri Base { get; }

    /// <summary>Each request as received: request line and headers.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>An answer with a token.</summary>
    public static Answer Token(string token, int delayMs = 0) => new(
        200,
        $$"""{"access_token":"{{token}}","expires_on":"{{DateTimeOffset.UtcNow.AddHours(20).ToUnixTimeSeconds()}}","resource":"https:"""
            + """//management.azure.com","token_type":"Bearer"}""",
        delayMs);

    /// <summary>Forgets the requests so far, and returns other answers from now on.</summary>
    public void Answers(params Answer[] answers)
    {
        _answers.Clear();
        _seen.Clear();
        foreach (var answer in answers)
        {
            _answers.Enqueue(answer);
        }
    }

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Stop();
        _ended.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_ended.Token);
            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate);
                stream = tls;
            }

            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var request = new StringBuilder();
            while (await reader.ReadLineAsync(_ended.Token) is { Length: > 0 } line)
            {
                request.AppendLine(line);
            }

            _seen.Enqueue(request.ToString());
            Answer? answer;
            if (_answers.Count > 1)
            {
                _answers.TryDequeue(out answer);
            }
            else
            {
                _answers.TryPeek(out answer);
            }

            if (answer is null or { Status: 0 })
            {
                // Waits until the client closes the connection.
                await reader.ReadLineAsync(_ended.Token);
                return;
            }

            await Task.Delay(answer.DelayMs, _ended.Token);
            var body = Encoding.UTF8.GetBytes(answer.Body);
            var head = $"HTTP/1.1 {answer.Status} Said\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
                + $"{answer.Header}Connection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _ended.Token);
            await stream.WriteAsync(body, _ended.Token);
        }
    }
}
