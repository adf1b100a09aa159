using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator;
using AksEgress.Tests.Schemas;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>A simulator with a client that speaks ARM, and a clock that a test moves.</summary>
internal sealed class SimulatedArm : IDisposable
{
    public const string Network = "2025-07-01";
    public const string Aks = "2026-06-01";
    public const string Subscription = "/subscriptions/" + ArmSimulator.SubscriptionId;

    private readonly HttpMessageInvoker _client;
    private readonly SchemaWatch _schemas = new();

    public SimulatedArm(SimulatorOptions? options = null)
    {
        options ??= new SimulatorOptions();
        options.Clock ??= Clock;
        Simulator = new ArmSimulator(options);
        _client = new HttpMessageInvoker(Simulator.CreateHandler());
    }

    public ManualClock Clock { get; } = new();

    public ArmSimulator Simulator { get; }

    public static string Group(string name) => $"{Subscription}/resourceGroups/{name}";

    public static string NetworkId(string group, string type, string name) => $"{Group(group)}/providers/Microsoft.Network/{type}/{name}";

    public static string ClusterId(string group, string name) =>
        $"{Group(group)}/providers/Microsoft.ContainerService/managedClusters/{name}";

    public Answer Send(
        string method, string path, string? body = null, string? version = null, string? ifMatch = null, string? ifNoneMatch = null)
    {
        version ??= VersionOf(path);
        var uri = path.StartsWith("http", StringComparison.Ordinal) ? path : "https://management.azure.com" + path;
        if (!uri.Contains("api-version=", StringComparison.Ordinal))
        {
            uri += (uri.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "api-version=" + version;
        }

        using HttpRequestMessage request = new(new HttpMethod(method), uri);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer simulated");
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        if (body is not null)
        {
            _schemas.Given(path, SchemaWatch.Parse(body));
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        var answer = Send(request);
        if ((int)answer.Status < 300 && version is Network or Aks)
        {
            _schemas.Check("answer", uri, answer.Body);
            Assert.True(_schemas.Problems.Count == 0, $"{method} {path}: {string.Join('\n', _schemas.Problems)}");
        }

        return answer;
    }

    // By the last provider in the path, as ARM does. Requests about a provider itself go to ARM.
    private static string VersionOf(string path) =>
        path[(path.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase) + 1)..].ToUpperInvariant() switch
        {
            _ when path.Contains("/Microsoft.Features/", StringComparison.OrdinalIgnoreCase) => "2021-07-01",
            var text when text.StartsWith("PROVIDERS/MICROSOFT.CONTAINERSERVICE/", StringComparison.Ordinal) => Aks,
            var text when text.StartsWith("PROVIDERS/MICROSOFT.NETWORK/", StringComparison.Ordinal) => Network,
            var text when text.StartsWith("PROVIDERS/MICROSOFT.AUTHORIZATION/", StringComparison.Ordinal) => "2022-04-01",
            var text when text.StartsWith("PROVIDERS/MICROSOFT.MANAGEDIDENTITY/", StringComparison.Ordinal) => "2023-01-31",
            var text when text.StartsWith("PROVIDERS/MICROSOFT.RESOURCEGRAPH/", StringComparison.Ordinal) => "2022-10-01",
            var text when text.StartsWith("PROVIDERS/MICROSOFT.COMPUTE/", StringComparison.Ordinal) => "2021-07-01",
            _ => "2022-09-01",
        };

    public Answer Send(HttpRequestMessage request)
    {
        using var response = _client.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        var headers = response.Headers.NonValidated.ToDictionary(
            static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject(), headers);
    }

    public Answer Get(string path, string? version = null) => Send("GET", path, null, version);

    public JsonObject Read(string path, string? version = null)
    {
        var answer = Get(path, version);
        Assert.True(answer.Status == HttpStatusCode.OK, $"GET {path}: {answer.Status} {answer.Body}");
        return answer.Body!;
    }

    public Answer Put(string path, string body, string? version = null, string? ifMatch = null) =>
        Send("PUT", path, body, version, ifMatch);

    /// <summary>Sends a PUT, lets the operation end, and reads the result.</summary>
    public JsonObject Make(string path, string body, string? version = null)
    {
        var answer = Put(path, body, version);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"PUT {path}: {answer.Status} {answer.Body}");
        Clock.Advance(1000);
        return Read(path, version);
    }

    public void MakeGroup(string name, string location = "eastus") => Put(Group(name), $$"""{"location":"{{location}}"}""");

    public void Delete(string path)
    {
        var answer = Send("DELETE", path);
        Assert.True(
            answer.Status is HttpStatusCode.Accepted or HttpStatusCode.NoContent or HttpStatusCode.OK,
            $"DELETE {path}: {answer.Status} {answer.Body}");
        Clock.Advance(1000);
    }

    public void Dispose()
    {
        _client.Dispose();
        Simulator.Dispose();
    }

    /// <summary>A response of ARM.</summary>
    internal sealed record Answer(HttpStatusCode Status, JsonObject? Body, Dictionary<string, string> Headers)
    {
        public string? Code => (Body?["error"]?["code"] ?? Body?["code"])?.GetValue<string>();

        public string? Message => (Body?["error"]?["message"] ?? Body?["message"])?.GetValue<string>();

        public string? State => Body?["properties"]?["provisioningState"]?.GetValue<string>();
    }
}
