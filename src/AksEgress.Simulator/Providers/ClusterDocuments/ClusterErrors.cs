using System.Net;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.ClusterDocuments;

/// <summary>The errors of Microsoft.ContainerService: flat bodies, unlike those of all other providers.</summary>
internal static class ClusterErrors
{
    /// <summary>400 with any code and text.</summary>
    public static RefusalException BadRequest(string code, string message, string? target = null, string subcode = "") =>
        new(HttpStatusCode.BadRequest, code, message, ErrorShape.ContainerService) { Target = target, Subcode = subcode };

    /// <summary>400 InvalidParameter.</summary>
    public static RefusalException InvalidParameter(string message, string target) => BadRequest("InvalidParameter", message, target);

    /// <summary>
    /// 400: a number is out of its range. This is AKS's usual form; the detail in the middle isn't recorded for every member.
    /// </summary>
    public static RefusalException OutOfRange(string member, double value, int least, int most) =>
        InvalidParameter(
            $"The value of parameter {member} is invalid. Error details: value "
                + $"{value.ToString(System.Globalization.CultureInfo.InvariantCulture)} is not in the range {least} to {most}. Please see "
                + "https://aka.ms/aks-naming-rules for more details.",
            member);

    /// <summary>400: the change affects a member that can't be changed.</summary>
    public static RefusalException NotChangeable(string member) =>
        BadRequest("PropertyChangeNotAllowed", $"Changing property '{member}' is not allowed.", member);

    /// <summary>
    /// 400: a member that AKS doesn't know. Text from a public issue thread
    /// (terraform-azurerm-avm-res-containerservice-managedcluster 152).
    /// </summary>
    public static RefusalException UnknownMember(string name) =>
        BadRequest("UnmarshalError",
            $"UnmarshalEntity encountered error: json: unknown field \"{RequestErrors.Shorten(name)}\" Check that the field is in the "
                + "right location, is spelled correctly, and is supported in the API version. Visit aka.ms/aks/apiversions for more API "
                + "version information..");

    /// <summary>
    /// 409: another operation is in progress. Text from public issue threads (azure-workload-identity 417, cilium 25944).
    /// </summary>
    /// <param name="what">Such as "operation (Updating)" or "agentpool operation (nodepool1 - Creating)".</param>
    public static RefusalException InProgress(string what) =>
        new(HttpStatusCode.Conflict, "OperationNotAllowed",
            $"Operation is not allowed: Another {what} is in progress, please wait for it to finish before starting a new operation. See "
                + "https://aka.ms/aks-pending-operation for more details",
            ErrorShape.ContainerService);

    /// <summary>
    /// 400: the cluster is stopped. That AKS refuses is documented. Status and text aren't recorded for pools: the form is that of
    /// stopping a stopped cluster (MicrosoftDocs/azure-docs#85161).
    /// </summary>
    public static RefusalException Stopped(string? state) => BadRequest("OperationNotAllowed",
        $"managed cluster is in Provisioning State({state}) and Power State(Stopped), agent pool operations cannot be performed");

    /// <summary>412: If-Match or If-None-Match isn't satisfied. The code is documented; the text isn't recorded.</summary>
    public static RefusalException PreconditionFailed(string message) =>
        new(HttpStatusCode.PreconditionFailed, "PreconditionFailed", message, ErrorShape.ContainerService);

    /// <summary>400: the node subnet doesn't exist. Text from public issue threads (viya4-iac-azure 163).</summary>
    public static RefusalException SubnetNotFound(ResourceId subnet) =>
        BadRequest("SubnetNotFound",
            $"Could not find subnet {subnet.Name} in vnet {subnet.Names[0]} from resource group {subnet.Group} of subscription "
                + $"{subnet.Subscription}.");

    /// <summary>404: the cluster doesn't have the pool. The text isn't recorded.</summary>
    public static RefusalException PoolNotFound(string name) =>
        new(HttpStatusCode.NotFound, "NotFound", $"Could not find the agent pool: {name}.", ErrorShape.ContainerService);

    /// <summary>400: a user-assigned identity doesn't exist. Neither code nor text is recorded.</summary>
    public static RefusalException IdentityNotFound(ResourceId cluster, string identity) =>
        new(HttpStatusCode.BadRequest, "FailedIdentityOperation",
            $"Identity operation for resource '{cluster.ToPath()}' failed with error 'Failed to perform resource identity operation. "
                + "Status: 'BadRequest'. Response: '{\"error\":{\"code\":\"BadRequest\",\"message\":\"Resource "
                + $"'{RequestErrors.Shorten(identity)}' was not found.\"}}}}'.");
}
