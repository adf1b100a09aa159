using System.Net;
using System.Text.Json;

namespace AksEgress.Arm.SignIn;

/// <summary>
/// Records the result of each request to the endpoint of a managed identity, because the library's errors don't contain it. It is
/// a handler and not a pipeline policy, because the library uses the transport of the options and none of their policies.
/// </summary>
internal sealed class IdentityWatch(HttpMessageHandler network) : DelegatingHandler(network)
{
    private const int LongestBody = 64 * 1024;
    private const int LongestText = 300;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IdentityTries.Current is not { } tries || request.RequestUri is not { } address)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var mark = tries.Mark();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var words = response.StatusCode == HttpStatusCode.OK
                ? null
                : await WordsAsync(response, cancellationToken).ConfigureAwait(false);
            tries.Answered(address, mark, (int)response.StatusCode, words);
            return response;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            tries.Unanswered(address, mark);
            throw;
        }
        catch (OperationCanceledException)
        {
            // The handler's own limit, which is on connecting.
            tries.Unreached(address, mark, "the connection timed out");
            throw;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            tries.Unreached(address, mark, fault.Message.Split('\n')[0].TrimEnd());
            throw;
        }
    }

    /// <summary>The endpoint's message: each kind of endpoint has other fields. A body that isn't JSON is not repeated.</summary>
    private static async Task<string?> WordsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength is 0 or > LongestBody)
        {
            return null;
        }

        // Reading buffers it, so that the library can read it too.
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(body);
            return Words(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Words(JsonElement root)
    {
        var error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var member) ? member : default;
        string?[] said =
        [
            error.ValueKind == JsonValueKind.String ? error.GetString() : Text(error, "code"),
            Text(root, "error_description"),
            Text(error, "message"),
            Text(root, "message"),
        ];
        var words = string.Join(": ", said.Where(one => !string.IsNullOrWhiteSpace(one)).Distinct(StringComparer.Ordinal));
        var line = string.Concat(words.Select(one => char.IsControl(one) ? ' ' : one)).Trim().TrimEnd('.');
        return line.Length == 0 ? null : line.Length <= LongestText ? line : line[..LongestText] + "...";
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
