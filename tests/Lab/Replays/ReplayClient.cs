using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator;

namespace AksEgress.Lab.Replays;

/// <summary>A simulator with its own clock, and a client for it.</summary>
internal sealed class ReplayClient : IDisposable
{
    // Longer than any operation of the simulator.
    private static readonly TimeSpan s_longEnough = TimeSpan.FromHours(2);

    private readonly ReplayClock _clock = new();
    private readonly ArmSimulator _simulator;
    private readonly HttpMessageInvoker _client;

    /// <summary>Starts a simulator with the given documents.</summary>
    public ReplayClient(JsonArray world)
    {
        _simulator = new ArmSimulator(new SimulatorOptions { Clock = _clock, TimeScale = 1 });
        _simulator.Load(world.ToJsonString());
        _client = new HttpMessageInvoker(_simulator.CreateHandler());
    }

    /// <summary>Lets all operations end.</summary>
    public void LetTimePass() => _clock.Advance(s_longEnough);

    /// <summary>Sends a request.</summary>
    public ReplayAnswer Send(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://management.azure.com" + path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer simulated");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = _client.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        var headers = response.Headers.NonValidated.ToDictionary(
            static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new ReplayAnswer((int)response.StatusCode, headers, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }
}
