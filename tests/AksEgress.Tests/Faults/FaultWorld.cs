using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Simulator;
using AksEgress.Simulator.Hosting.Faults;
using AksEgress.Tests.Throttling;
using AksEgress.Tests.Topologies;

namespace AksEgress.Tests.Faults;

/// <summary>A simulated subscription with faults, on a clock without real waits.</summary>
internal sealed class FaultWorld : IDisposable
{
    // All states of a task belong to one simulation.
    private const string Simulation = "5a5a5a5a-0000-4000-8000-000000000000";

    private readonly ArmSimulator _simulator;

    public FaultWorld(string? state = null, FaultSchedule? faults = null)
    {
        _simulator = new ArmSimulator(new SimulatorOptions { Clock = Clock, Faults = faults });
        if (state is not null)
        {
            _simulator.Load(state);
        }
    }

    public WaitlessClock Clock { get; } = new();

    /// <summary>The real adapter, connected to this subscription.</summary>
    public Task<IArmGateway> ConnectAsync() => new ArmGatewayFactory().ConnectAsync(
        new ArmConnection
        {
            Simulator = _simulator.CreateHandler(),
            SimulationId = Simulation,
            SubscriptionId = ArmSimulator.SubscriptionId,
            TimeScale = 1,
            Clock = Clock
        },
        CancellationToken.None);

    /// <summary>Sends a PUT without the adapter.</summary>
    public void Put(string id, string body)
    {
        using var client = new HttpMessageInvoker(_simulator.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Put, $"https://management.azure.com{id}?api-version=2025-07-01")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json")
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        using var response = client.Send(request, CancellationToken.None);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, $"{id}: {response.StatusCode}");
    }

    /// <summary>All documents after all operations have ended.</summary>
    public string Settled()
    {
        Clock.Advance(TimeSpan.FromHours(2));
        return _simulator.Save();
    }

    /// <summary>Documents by id, without values that differ between runs. Tags of other clients are removed and reported.</summary>
    public static IReadOnlyDictionary<string, string> Plain(string state, ICollection<(string Id, string Tag)>? found = null)
    {
        var documents = JsonNode.Parse(state)!.AsArray();
        foreach (var document in documents)
        {
            if (document!["tags"] is not JsonObject tags)
            {
                continue;
            }

            foreach (var tag in tags.Select(pair => pair.Key).Where(key => key.StartsWith("intruder-", StringComparison.Ordinal)).ToArray())
            {
                tags.Remove(tag);
                found?.Add(((string)document["id"]!, tag));
            }

            if (tags.Count == 0)
            {
                document.AsObject().Remove("tags");
            }
        }

        return TopologyLab.StateOf(Sorted(documents)!.ToJsonString());
    }

    // The order of members isn't guaranteed.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members
                .OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    public void Dispose() => _simulator.Dispose();
}
