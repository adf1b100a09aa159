using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Cmdlets;

/// <summary>A Remove- cmdlet removes only the version of the resource that it read and displayed.</summary>
[Trait("Engine", "Both")]
public sealed class RemovedVersionTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("New-AksEgressPublicIp spare contoso-rg", "Remove-AksEgressPublicIp spare contoso-rg", "publicIPAddresses/spare")]
    [InlineData("New-AksEgressRouteTable spare contoso-rg", "Remove-AksEgressRouteTable spare contoso-rg", "routeTables/spare")]
    [InlineData("", "Remove-AksEgressCluster contoso-aks contoso-rg", "managedClusters/contoso-aks")]
    [InlineData("", "Remove-AksEgressNodePool win1 contoso-rg contoso-aks", "agentPools/win1")]
    public void Removal_SendsTheETagThatWasRead(string before, string command, string resource)
    {
        _session.Script($"$null = {(before.Length > 0 ? before : "1")}").Ok();
        _session.Wire.Forget();
        _session.Script($"{command} -Confirm:$false").Ok();

        var removal = Assert.Single(
            _session.Wire.Writes,
            request => request.Method == "DELETE" && request.Path.EndsWith(resource, StringComparison.OrdinalIgnoreCase));
        Assert.False(string.IsNullOrEmpty(removal.IfMatch));
    }

    [Theory]
    [InlineData("$null = New-AksEgressPublicIp spare contoso-rg", "Remove-AksEgressPublicIp spare contoso-rg", "publicIPAddresses/spare")]
    [InlineData("", "Remove-AksEgressCluster contoso-aks contoso-rg", "managedClusters/contoso-aks")]
    public void Removal_WithoutWaiting_SendsTheETagThatWasRead(string before, string command, string resource)
    {
        _session.Script(before + ";").Ok();
        _session.Wire.Forget();
        _session.Script($"$null = {command} -NoWait -Confirm:$false").Ok();

        var removal = Assert.Single(
            _session.Wire.Writes,
            request => request.Method == "DELETE" && request.Path.EndsWith(resource, StringComparison.OrdinalIgnoreCase));
        Assert.False(string.IsNullOrEmpty(removal.IfMatch));
    }

    [Fact]
    public void Removal_AnotherClientChangesTheResourceMeanwhile_KeepsIt()
    {
        _session.Script("$null = New-AksEgressPublicIp spare contoso-rg").Ok();
        var reads = 0;
        _session.Wire.Before = request => reads += IsSpare(request, "GET") ? 1 : 0;
        _session.Wire.Forget();

        // The second read comes just before the removal; the other client wrote between the two reads.
        _session.Wire.Answer = request => IsSpare(request, "GET") && reads == 2 ? (System.Net.HttpStatusCode.OK, Changed()) : null;
        var outcome = _session.Script("Remove-AksEgressPublicIp spare contoso-rg -Confirm:$false");

        Assert.StartsWith("ModifiedByAnotherClient,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(_session.Wire.Writes, request => request.Method == "DELETE");
    }

    private static bool IsSpare(Exchange request, string method) =>
        request.Method == method && request.Path.EndsWith("publicIPAddresses/spare", StringComparison.OrdinalIgnoreCase);

    private const string Spare =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/contoso-rg/providers/Microsoft.Network/publicIPAddresses/spare";

    private static string Changed() => $$"""
        {
          "id": "{{Spare}}",
          "name": "spare", "type": "Microsoft.Network/publicIPAddresses", "location": "westeurope", "etag": "W/\"another\"",
          "properties": { "provisioningState": "Succeeded", "idleTimeoutInMinutes": 30 }
        }
        """;
}
