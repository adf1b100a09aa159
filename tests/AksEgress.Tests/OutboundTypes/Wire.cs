using System.Net;
using System.Text;
using AksEgress.Tests.Schemas;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>The wire between the module and ARM: it records the traffic, and can delay, modify, or answer it.</summary>
internal sealed class Wire(HttpMessageHandler arm) : DelegatingHandler(arm)
{
    private readonly List<Exchange> _seen = [];
    private int _reading;

    /// <summary>Runs before a request is forwarded.</summary>
    public Action<Exchange>? Before { get; set; }

    /// <summary>A body to send instead of the module's; null leaves it unchanged.</summary>
    public Func<Exchange, string?>? Rewrite { get; set; }

    /// <summary>A response instead of ARM's; null forwards the request.</summary>
    public Func<Exchange, (HttpStatusCode Status, string Body)?>? Answer { get; set; }

    /// <summary>Where a request stops until it is canceled; null forwards it.</summary>
    public Func<Exchange, WirePoint?>? Halt { get; set; }

    /// <summary>Completes when a request has stopped.</summary>
    public TaskCompletionSource Halted { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Checks the module's requests against the schemas; it can repeat what ARM returned.</summary>
    public SchemaWatch Sent { get; } = new();

    /// <summary>Checks the simulator's responses against the schemas; what other clients wrote there is their responsibility.</summary>
    public SchemaWatch Answered { get; } = new();

    /// <summary>More requests than this count as an operation that never ends.</summary>
    public int MostRequests { get; init; } = 2000;

    /// <summary>The duration of each read.</summary>
    public TimeSpan ReadDelay { get; set; }

    /// <summary>The maximum number of concurrent reads.</summary>
    public int MostReadsAtOnce { get; private set; }

    public IReadOnlyList<Exchange> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>All requests except polls.</summary>
    public IReadOnlyList<Exchange> Requests => [.. Seen.Where(exchange => !exchange.IsPoll)];

    public IReadOnlyList<Exchange> Writes => [.. Seen.Where(exchange => exchange.Method != "GET")];

    public void Forget()
    {
        lock (_seen)
        {
            _seen.Clear();
            MostReadsAtOnce = 0;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var ifMatch = request.Headers.NonValidated.TryGetValues("If-Match", out var values) ? values.ToString() : null;
        var exchange = new Exchange(request.Method.Method, Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), body, ifMatch);
        lock (_seen)
        {
            _seen.Add(exchange);
            if (_seen.Count > MostRequests)
            {
                throw new InvalidOperationException(
                    $"{MostRequests} requests went over the wire; the last is {exchange}. Does an operation never end?");
            }
        }

        Before?.Invoke(exchange);
        var point = Halt?.Invoke(exchange);
        if (point == WirePoint.BeforeRequest)
        {
            await HaltAsync(cancellationToken);
        }

        if (Answer?.Invoke(exchange) is { } answer)
        {
            Sent.Given(exchange.Path, SchemaWatch.Parse(answer.Body));
            return new HttpResponseMessage(answer.Status)
            {
                RequestMessage = request,
                Content = new StringContent(answer.Body, Encoding.UTF8, "application/json")
            };
        }

        if (Rewrite?.Invoke(exchange) is { } rewritten)
        {
            Answered.Given(exchange.Path, SchemaWatch.Parse(rewritten));
            request.Content = new StringContent(rewritten, Encoding.UTF8, "application/json");
        }

        if (exchange.Method != "GET" || ReadDelay == TimeSpan.Zero)
        {
            var response = await PassAsync(exchange, request, cancellationToken);
            if (point == WirePoint.BeforeAnswer)
            {
                await HaltAsync(cancellationToken);
            }
            else if (point == WirePoint.InAnswer)
            {
                response.Content = new StreamContent(
                    new HaltingStream(await response.Content.ReadAsByteArrayAsync(cancellationToken), HaltAsync));
            }

            return response;
        }

        lock (_seen)
        {
            MostReadsAtOnce = Math.Max(MostReadsAtOnce, ++_reading);
        }

        try
        {
            await Task.Delay(ReadDelay, cancellationToken);
            return await PassAsync(exchange, request, cancellationToken);
        }
        finally
        {
            lock (_seen)
            {
                _reading--;
            }
        }
    }

    private Task HaltAsync(CancellationToken cancellationToken)
    {
        Halted.TrySetResult();
        return Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private async Task<HttpResponseMessage> PassAsync(Exchange exchange, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode && response.Content is not null)
        {
            // The test's user requested what ARM refuses: the module sends it so that ARM's own text is shown.
            if (exchange.Method == "PUT")
            {
                Sent.Check("PUT", exchange.Path, SchemaWatch.Parse(exchange.Body));
            }

            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var answered = SchemaWatch.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            Answered.Check("answer", exchange.Path, answered);
            Sent.Given(exchange.Path, answered);
        }

        return response;
    }
}
