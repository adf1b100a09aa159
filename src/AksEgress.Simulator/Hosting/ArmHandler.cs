using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Hosting.Faults;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Hosting;

/// <summary>The simulator as an HttpMessageHandler. Several handlers can share one simulator.</summary>
internal sealed class ArmHandler(ArmSimulator simulator, bool owner) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue s_json = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");

    /// <summary>The simulator that answers the requests.</summary>
    public ArmSimulator Simulator => simulator;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return simulator.NextFault(request) is { } fault
            ? await RespondAsync(request, body, fault, cancellationToken).ConfigureAwait(false)
            : Respond(request, body);
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using MemoryStream body = new();
        request.Content?.CopyTo(body, null, cancellationToken);

        // A synchronous client blocks anyway, also while a fault delays its response.
        return simulator.NextFault(request) is { } fault
            ? RespondAsync(request, body.ToArray(), fault, cancellationToken).GetAwaiter().GetResult()
            : Respond(request, body.ToArray());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && owner)
        {
            simulator.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> RespondAsync(
        HttpRequestMessage request, byte[] body, InjectedFault fault, CancellationToken cancellationToken)
    {
        if (fault.Kind == FaultKind.DroppedBefore)
        {
            throw FaultAnswers.Dropped();
        }

        var response = Respond(request, body, fault);
        if (fault.Kind == FaultKind.DroppedAfter)
        {
            response.Dispose();
            throw FaultAnswers.Dropped();
        }

        if (fault.Kind == FaultKind.Truncated
            && await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } whole)
        {
            response.Content = new StreamContent(new TruncatedStream(whole));
            response.Content.Headers.ContentType = s_json;
            response.Content.Headers.ContentLength = whole.Length;
        }

        if (fault.Kind == FaultKind.Slow)
        {
            await simulator.DelayAsync(fault.Seconds, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private HttpResponseMessage Respond(HttpRequestMessage request, byte[] body, InjectedFault? fault = null)
    {
        if (simulator.Intercept?.Invoke(request) is { } replaced)
        {
            replaced.RequestMessage ??= request;
            return replaced;
        }

        IncomingRequest parsed = new(request, body);
        var answer = simulator.Answer(parsed, fault, out var requestId, out var now);
        HttpResponseMessage response = new(answer.Status) { RequestMessage = request };
        if (answer.Body is not null && parsed.Method != "HEAD")
        {
            response.Content = new ByteArrayContent(answer.Body);
            response.Content.Headers.ContentType = s_json;
        }

        foreach ((var name, var value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        AddCommon(response.Headers, parsed, requestId, now);
        return response;
    }

    private static void AddCommon(HttpResponseHeaders headers, IncomingRequest request, Guid requestId, DateTimeOffset now)
    {
        var id = requestId.ToString();
        headers.TryAddWithoutValidation("x-ms-request-id", id);
        headers.TryAddWithoutValidation("x-ms-correlation-request-id", id);
        headers.TryAddWithoutValidation(
            "x-ms-routing-request-id", $"SIMULATION:{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}:{id}");

        headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        headers.Date = now;
        if (request.ClientRequestId is { } client)
        {
            headers.TryAddWithoutValidation("x-ms-client-request-id", client);
        }
    }

    /// <summary>Converts a refusal to a response.</summary>
    public static ArmAnswer Refuse(RefusalException refusal, VirtualClock clock)
    {
        var answer = ArmAnswer.Of(refusal.Status, refusal.Body());
        if (refusal.Status == HttpStatusCode.Unauthorized)
        {
            answer.With(
                "WWW-Authenticate",
                $"Bearer authorization_uri=\"https://login.microsoftonline.com/{SimulatedAccount.TenantId}\", error=\"invalid_token\", "
                    + "error_description=\"The authentication failed because of missing 'Authorization' header.\"");
        }

        return refusal.RetryAfterSeconds is { } seconds ? clock.AddRetryAfter(answer, seconds) : answer;
    }

    /// <summary>The response for a defect of the simulator itself, in ARM's own form.</summary>
    public static ArmAnswer DefectResponse(Exception mistake) => ArmAnswer.Of(HttpStatusCode.InternalServerError, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = "InternalServerError",
            ["message"] = $"The simulator failed: {mistake.GetType().Name}: {mistake.Message} "
                + $"{mistake.StackTrace?.Split('\n')[0].Split(" in ")[0].Trim()}"
        },
    });
}
