using AksEgress.Core.Arm;
using Azure;
using Azure.Core;

namespace AksEgress.Arm.Transport;

/// <summary>Sends one request with the pipeline and returns a response below 300, or throws the port's exceptions.</summary>
internal sealed class ArmSender
{
    private readonly ArmPipeline _pipeline;
    private readonly TimeProvider _clock;

    public ArmSender(ArmPipeline pipeline, TimeProvider clock)
    {
        _pipeline = pipeline;
        _clock = clock;
    }

    /// <summary>The address of a request.</summary>
    public Uri AddressOf(ArmRequest request)
    {
        var builder = new RequestUriBuilder();
        builder.Reset(_pipeline.Endpoint);
        builder.AppendPath(request.Path, escape: false);
        builder.AppendQuery("api-version", request.ApiVersion, escapeValue: true);
        if (request.Query is { Length: > 0 } more)
        {
            // The caller has escaped the address.
            builder.Query += "&" + more;
        }

        return builder.ToUri();
    }

    /// <summary>Sends a request.</summary>
    public Task<Response> SendAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return SendAsync(request, AddressOf(request), cancellationToken);
    }

    /// <summary>Sends a request to an address from ARM, such as that of the next page.</summary>
    public async Task<Response> SendAsync(ArmRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var message = _pipeline.Pipeline.CreateMessage();
        message.Request.Method = new RequestMethod(request.Method);
        message.Request.Uri.Reset(address);
        message.Request.Headers.SetValue(HttpHeader.Names.Accept, "application/json");
        SetHeader(message.Request, HttpHeader.Names.IfMatch, request.IfMatch);
        SetHeader(message.Request, HttpHeader.Names.IfNoneMatch, request.IfNoneMatch);
        if (request.Body is { } body)
        {
            message.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json");
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body));
        }

        try
        {
            await _pipeline.Pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (AccessFaults.IsFault(fault, cancellationToken))
        {
            throw AccessFaults.Translate(fault, request);
        }

        // The pipeline has buffered the body, so the response outlives its message.
        return message.Response.Status < 300
            ? message.Response
            : throw ArmErrorBody.ToException(request, message.Response, RetryAfter.Read(message.Response, _clock));
    }

    private static void SetHeader(Request request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.SetValue(name, value);
        }
    }

    private static void Check(ArmRequest request)
    {
        if (!request.Path.StartsWith('/') || request.Path.AsSpan().IndexOfAny('?', '#') >= 0)
        {
            throw new ArgumentException("The path must begin with a slash and have no query.", nameof(request));
        }

        if (request.IfMatch is not null && request.IfNoneMatch is not null)
        {
            throw new ArgumentException("A request has If-Match or If-None-Match, not both; ARM answers 400.", nameof(request));
        }

        // HttpClient silently drops a header with a line break, and an unconditional write would be sent.
        if (request.IfMatch?.Any(char.IsControl) == true)
        {
            throw new ArgumentException("An etag has no control characters.", nameof(request));
        }
    }
}
