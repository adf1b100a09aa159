using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Features;
using AksEgress.Core.Operations;
using AksEgress.Tests.Fakes;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Features;

public sealed class FeatureRegistrationTests
{
    private readonly FakeGateway _arm = new();

    [Theory]
    [InlineData("Pending", "FeatureNeedsApproval")]
    [InlineData("Registering", "FeatureUnfinished")]
    public async Task A_failed_registration_is_an_error_and_the_provider_is_not_refreshed(string state, string expected)
    {
        _arm.Answer = _ => new ArmResponse(200, Feature(state).ToJson(), null, null, null);
        var registration = new FeatureRegistration(_arm, new ImpatientClock());

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            registration.RegisterAsync(
                FakeGateway.Subscription, new PreviewFeature(Feature("NotRegistered")), true, CancellationToken.None));

        Assert.Equal(expected, error.Id);
        Assert.EndsWith("/features/X/register", Assert.Single(_arm.Writes).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulators_features_survive_a_state_file()
    {
        using var simulated = new SimulatedArm();
        const string path = SimulatedArm.Subscription
            + "/providers/Microsoft.Features/providers/Microsoft.ContainerService/features/AzureOverlayPreview";
        Assert.Equal("NotRegistered", (string?)simulated.Read(path)["properties"]!["state"]);
        Assert.Equal("Registering", (string?)simulated.Send("POST", path + "/register").Body!["properties"]!["state"]);
        simulated.Clock.Advance(60);
        Assert.Equal("Registering", (string?)simulated.Read(path)["properties"]!["state"]);
        simulated.Clock.Advance(200);
        Assert.Equal("Registered", (string?)simulated.Read(path)["properties"]!["state"]);

        simulated.Simulator.Load(simulated.Simulator.Save());
        Assert.Equal("Registered", (string?)simulated.Read(path)["properties"]!["state"]);
        Assert.Equal("Unregistered", (string?)simulated.Send("POST", path + "/unregister").Body!["properties"]!["state"]);
        Assert.Equal(12, simulated.Read(path[..path.LastIndexOf('/')])["value"]!.AsArray().Count);
        Assert.Equal(404, (int)simulated.Get(path + "X").Status);
        Assert.Equal(404, (int)simulated.Send("POST", path + "/what").Status);
    }

    private static ArmDocument Feature(string state) => ArmDocument.Parse(
        $$"""{ "id": "/f", "name": "Microsoft.ContainerService/X", "properties": { "state": "{{state}}" } }""");

    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
