using System.Runtime.CompilerServices;
using System.Text.Json;
using AksEgress.Arm.Operations;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure;
using Azure.Core;

namespace AksEgress.Arm;

/// <summary>Core's port to ARM. It delegates requests, operations and pages to a class for each.</summary>
internal sealed class ArmGateway : IArmGateway, IClusterTokens
{
    // The application that AKS's API servers ask for with Microsoft Entra ID, the same in all clouds; az aks command
    // invoke asks for a token for it in the same way.
    private const string ClusterScope = "6dae42f8-4368-4678-94ff-3960e28e3630/.default";

    private readonly ArmPipeline _pipeline;
    private readonly ArmSender _sender;
    private readonly TimeProvider _clock;
    private readonly OperationWaiter _waiter;
    private readonly TokenCredential? _clusterCredential;
    private bool _disposed;

    public ArmGateway(ArmPipeline pipeline, TimeProvider clock, ArmSession session, TokenCredential? clusterCredential = null)
    {
        _clusterCredential = clusterCredential;
        _pipeline = pipeline;
        _sender = new ArmSender(pipeline, clock);
        _clock = clock;
        _waiter = new OperationWaiter(pipeline, _sender, clock);
        Session = session;
    }

    public ArmSession Session { get; }

    public TimeProvider Clock => _clock;

    public async Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var response = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var token = OperationStart.Read(request, _sender.AddressOf(request), response, _pipeline.Hosts, _clock);
        return Answer(response, token?.ToText());
    }

    public async Task<ArmResponse> WaitAsync(
        string operationToken, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operationToken);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var token = OperationToken.Parse(operationToken, _pipeline.Hosts);
        var final = await _waiter.WaitAsync(token, progress, cancellationToken).ConfigureAwait(false);
        return final is null ? new ArmResponse(204, string.Empty, null, null, null) : Answer(final, null);
    }

    public async Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operationToken);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var token = OperationToken.Parse(operationToken, _pipeline.Hosts);
        return Answer(
            await _sender.SendAsync(token.Request with { Method = "GET" }, token.NextRequestUri, cancellationToken).ConfigureAwait(false),
            null);
    }

    public async Task<ArmResponse> SettleAsync(
        string path, string apiVersion, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(apiVersion);
        ObjectDisposedException.ThrowIf(_disposed, this);

        // A PUT without an operation is followed with provisioningState, also if another client's operation is running.
        var address = _sender.AddressOf(new ArmRequest("GET", path, apiVersion));
        var token = new OperationToken("PUT", address, address, OperationSource.None, OperationResult.OriginalUri, null, null);
        var final = await _waiter.WaitAsync(token, progress, cancellationToken).ConfigureAwait(false);
        return final is null ? new ArmResponse(204, string.Empty, null, null, null) : Answer(final, null);
    }

    public IAsyncEnumerable<string> ListAsync(string path, string apiVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(apiVersion);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return PagesAsync(new ArmRequest("GET", path, apiVersion), cancellationToken);
    }

    public async Task<string?> GetClusterTokenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_clusterCredential is null)
        {
            return null;
        }

        try
        {
            return (await _clusterCredential.GetTokenAsync(
                new TokenRequestContext([ClusterScope]), cancellationToken).ConfigureAwait(false)).Token;
        }
        catch (Exception fault) when (AccessFaults.IsFault(fault, cancellationToken))
        {
            throw AccessFaults.Translate(fault);
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _pipeline.Dispose();
        }
    }

    private static ArmResponse Answer(Response response, string? operationToken) => new(
        response.Status,
        response.ContentStream is null ? string.Empty : response.Content.ToString(),
        response.Headers.TryGetValue("ETag", out var etag) ? etag : null,
        ArmErrorBody.CorrelationId(response),
        operationToken);

    private async IAsyncEnumerable<string> PagesAsync(ArmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = _sender.AddressOf(request);
        while (next is not null)
        {
            if (!seen.Add(next.AbsoluteUri))
            {
                throw new ArmException(request, 200, "InvalidNextLink", "The nextLink refers to a page that was already read.");
            }

            var response = await _sender.SendAsync(request, next, cancellationToken).ConfigureAwait(false);
            using var page = Page(request, response);
            foreach (var element in Elements(page.RootElement))
            {
                yield return element.GetRawText();
            }

            next = NextPage(request, page.RootElement, next);
        }
    }

    private static JsonDocument Page(ArmRequest request, Response response)
    {
        try
        {
            var page = JsonDocument.Parse(response.Content);
            if (page.RootElement.ValueKind == JsonValueKind.Object)
            {
                return page;
            }

            page.Dispose();
        }
        catch (JsonException)
        {
            // Reported below, like any other body that isn't a page.
        }

        throw new ArmException(request, response.Status, "InvalidPage", "The response isn't a page of a collection.")
        {
            CorrelationId = ArmErrorBody.CorrelationId(response),
        };
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement page) =>
        page.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    /// <summary>The address of the next page, or null after the last one.</summary>
    private Uri? NextPage(ArmRequest request, JsonElement page, Uri current)
    {
        if (!page.TryGetProperty("nextLink", out var link) || link.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        // Treating anything else as the end of the list would return an incomplete list.
        var text = link.ValueKind == JsonValueKind.String ? link.GetString() : null;
        if (text is { Length: 0 })
        {
            return null;
        }

        if (text is null || !Uri.TryCreate(current, text, out var next))
        {
            throw new ArmException(request, 200, "InvalidNextLink", "The nextLink isn't a valid URI.");
        }

        return _pipeline.Hosts.Contains(next)
            ? next
            : throw new ArmAccessException(
                ArmAccessFailure.Connection,
                $"the nextLink points to the untrusted host '{ArmNames.Shown(next.Host)}'; nothing was sent there.");
    }
}
