using AksEgress.Core.Features;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Features;

[Trait("Engine", "Both")]
public class FeatureCmdletTests
{
    [Fact]
    public void A_feature_is_registered_waited_for_and_its_provider_refreshed()
    {
        // 180 virtual seconds take a third of a second here, long enough to observe the state Registering.
        using var session = Session.Simulated(timeScale: 500);
        Assert.Equal(
            "NotRegistered",
            ((PreviewFeature)session.Script("Get-AksEgressFeature DisableWindowsOutboundNATPreview").Ok().Single.BaseObject).State);

        var outcome = session.Script("Register-AksEgressFeature disablewindowsoutboundnatpreview -Verbose").Ok();
        var feature = (PreviewFeature)outcome.Single.BaseObject;
        Assert.Equal(
            ("DisableWindowsOutboundNATPreview", "Microsoft.ContainerService", "Registered"),
            (feature.Name, feature.Namespace, feature.State));
        Assert.Contains(outcome.Verbose, line => line.Contains("is Registering", StringComparison.Ordinal));
        Assert.Equal(2, outcome.Writes.Count());
        Assert.Contains("/providers/Microsoft.ContainerService/register", outcome.Writes.Last(), StringComparison.Ordinal);

        // A second call only notifies the provider.
        Assert.Contains(
            "/providers/Microsoft.ContainerService/register",
            Assert.Single(session.Script("Register-AksEgressFeature DisableWindowsOutboundNATPreview -Verbose").Ok().Writes),
            StringComparison.Ordinal);
    }

    [Fact]
    public void NoWait_returns_a_feature_that_is_registering()
    {
        using var session = Session.Simulated(timeScale: 1);
        var outcome = session.Script("Register-AksEgressFeature AKS-KedaPreview -NoWait -Verbose").Ok();
        Assert.Equal("Registering", ((PreviewFeature)outcome.Single.BaseObject).State);
        Assert.Single(outcome.Writes);
        Assert.Equal(
            ["AKS-KedaPreview", "AKS-NATGatewayPreview", "AKS-OutBoundTypeMigrationPreview"],
            session.Script("(Get-AksEgressFeature aks-*).Name").Ok().Output.Select(name => name.ToString()));
        Assert.Empty(session.Script("Get-AksEgressFeature * -Namespace Microsoft.Network").Ok().Output);
    }

    [Theory]
    [InlineData("Get-AksEgressFeature Nope", "FeatureNotFound")]
    [InlineData("Register-AksEgressFeature Nope", "FeatureNotFound")]
    [InlineData("Get-AksEgressFeature 'a/../b'", "InvalidResourceName")]
    [InlineData("Get-AksEgressFeature x -Namespace 'a/b'", "InvalidResourceName")]
    public void Each_mistake_has_its_own_error(string command, string id)
    {
        using var session = Session.Simulated();
        Assert.StartsWith(id + ",", session.Script(command).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
