using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Tests.Arm;

/// <summary>The errors that explain responses of Azure Resource Manager.</summary>
public class ArmErrorsTests
{
    private const string Group = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my%20rg";
    private const string Cluster = Group + "/providers/Microsoft.ContainerService/managedClusters/aks";

    [Fact]
    public void A_missing_resource_group_is_named_with_its_subscription()
    {
        var error = Explain("GET", Group + "/providers/Microsoft.Network/routeTables", 404, "ResourceGroupNotFound", "No such group.");

        Assert.Equal(nameof(EgressErrors.ResourceGroupNotFound), error.Id);
        Assert.Equal("Resource group 'my rg' not found in subscription 11111111-2222-3333-4444-555555555555.", error.Message);
    }

    [Theory]
    [InlineData("Operation is not allowed: 'aks' is in state Failed.")]
    [InlineData("The managed cluster is in Failed provisioning state.")]
    public void A_conflict_with_a_failed_resource_does_not_advise_to_wait(string message)
    {
        var error = Explain("POST", Cluster + "/runCommand", 409, "OperationNotAllowed", message);

        Assert.Equal(nameof(EgressErrors.ResourceBusy), error.Id);
        Assert.StartsWith("'aks' is in state Failed (OperationNotAllowed): ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Reconcile", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("Wait", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Another operation is in progress.")]
    [InlineData("The previous request failed to lock the resource.")]
    public void Any_other_conflict_advises_to_wait(string message)
    {
        var error = Explain("PUT", Cluster, 409, "OperationNotAllowed", message);

        Assert.StartsWith("'aks' is busy (OperationNotAllowed): ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Wait until the other operation has ended", error.Remedy, StringComparison.Ordinal);
    }

    private static EgressException Explain(string method, string path, int status, string code, string message) =>
        ArmErrors.Explain(new ArmException(new ArmRequest(method, path, "2025-07-01"), status, code, message));
}
