using System.Runtime.CompilerServices;

namespace AksEgress.Core.Errors;

/// <summary>Recommended actions that depend on the case. Like all texts that name cmdlets, they are in a resource file.</summary>
internal static class Advice
{
    private static readonly TextResource s_texts = new("AksEgress.Core.Errors.Advice");

    /// <summary>The command for a change record that was saved in a file.</summary>
    public static string ImportChangeRecord(string path) => Format([Value(path)]);

    /// <summary>How to remove what determines the egress path of a subnet.</summary>
    public static string RemoveAssociations(string subnet, string resourceGroup, string virtualNetwork, string switches) =>
        Format([Value(subnet), Value(resourceGroup), Value(virtualNetwork), Value(switches)]);

    /// <summary>The commands for a change record in a text file or a JSON file.</summary>
    public static string ReadChangeRecord(string path) => Format([Value(path)]);

    /// <summary>Which objects contain a change record.</summary>
    public static string PassChangeRecord() => Format([]);

    /// <summary>What to do while another operation runs on a resource.</summary>
    public static string WaitForOperation() => Format([]);

    /// <summary>What to do about a resource whose last operation failed.</summary>
    public static string ReconcileFailed() => Format([]);

    /// <summary>What to specify in a region that offers only NAT gateways of SKU StandardV2.</summary>
    public static string RequestStandardV2(string location) => Format([Value(location)]);

    /// <summary>The command that allows what every cluster requires, before the cluster exists.</summary>
    public static string AllowClusterEndpoints(string firewall, string resourceGroup) => Format([Value(firewall), Value(resourceGroup)]);

    /// <summary>The command that allows names.</summary>
    public static string AllowNames(string firewall, string resourceGroup, string names) =>
        Format([Value(firewall), Value(resourceGroup), Value(names)]);

    /// <summary>The command that allows in a firewall what a cluster requires.</summary>
    public static string AllowRequired(string firewall, string resourceGroup, string cluster) =>
        Format([Value(firewall), Value(resourceGroup), Value(cluster)]);

    /// <summary>The command that adds an application rule.</summary>
    public static string AllowName(
        string firewall, string resourceGroup, string cluster, string source, string name, string protocol, int port) =>
        Format([Value(firewall), Value(resourceGroup), Value(cluster), Value(source), Value(name), Value(protocol), Value(port)]);

    /// <summary>The command that adds a network rule for a name.</summary>
    public static string AllowHost(
        string firewall, string resourceGroup, string cluster, string source, string name, int port, string protocol) =>
        Format([Value(firewall), Value(resourceGroup), Value(cluster), Value(source), Value(name), Value(port), Value(protocol)]);

    /// <summary>The command that adds a network rule for addresses.</summary>
    public static string AllowAddress(
        string firewall, string resourceGroup, string cluster, string source, string address, int port, string protocol) =>
        Format([Value(firewall), Value(resourceGroup), Value(cluster), Value(source), Value(address), Value(port), Value(protocol)]);

    /// <summary>The command that adds a rule to a network security group.</summary>
    public static string AllowInGroup(string group, string resourceGroup, string address, int port, string protocol) =>
        Format([Value(group), Value(resourceGroup), Value(address), Value(port), Value(protocol)]);

    /// <summary>The command that gets the routes of a subnet that AKS manages.</summary>
    public static string RoutesOfManagedSubnet(string cluster, string resourceGroup) => Format([Value(cluster), Value(resourceGroup)]);

    /// <summary>The command that removes a route.</summary>
    public static string RemoveRoute(string routeTable, string route, string resourceGroup) =>
        Format([Value(routeTable), Value(route), Value(resourceGroup)]);

    /// <summary>The command that shows the paths after a change.</summary>
    public static string ShowPaths(string cluster, string resourceGroup, string outboundType) =>
        Format([Value(cluster), Value(resourceGroup), Value(outboundType)]);

    /// <summary>What to try after Azure rejected a change that the pre-flight check accepted.</summary>
    public static string CheckOutboundType() => Format([]);

    /// <summary>Where to read about an error code of Azure that belongs to a kind of finding.</summary>
    public static string ReadFinding(string finding) => Format([Value(finding)]);

    /// <summary>What to do about a cluster that needs no change, but has other findings.</summary>
    public static string ResolveOtherFindings() => Format([]);

    /// <summary>What to add where the firewalls of a subscription can't be read.</summary>
    public static string AddRouteToPublicAddress(string appliance) => Format([Value(appliance)]);

    /// <summary>How to complete or undo a change that failed.</summary>
    public static string UndoChange(string cluster, string resourceGroup) => Format([Value(cluster), Value(resourceGroup)]);

    /// <summary>How to read addresses that couldn't be read after a change.</summary>
    public static string ReadAddressesLater(string cluster, string resourceGroup, string reason) =>
        Format([Value(cluster), Value(resourceGroup), Value(reason)]);

    /// <summary>What to use instead of a managed NAT gateway in a BYO virtual network.</summary>
    public static string UseUserAssignedNatGateway() => Format([]);

    /// <summary>What to do where outbound type block isn't supported in a BYO virtual network.</summary>
    public static string CreateClusterForBlock() => Format([]);

    /// <summary>How to remove a node pool that excludes an outbound type.</summary>
    public static string RemoveNodePool(string nodePool, string resourceGroup, string cluster) =>
        Format([Value(nodePool), Value(resourceGroup), Value(cluster)]);

    /// <summary>How to add the egress IP address of a new cluster to its authorized IP ranges.</summary>
    public static string AddRangesToNewCluster() => Format([]);

    /// <summary>The same if the egress IP address can be that of an appliance.</summary>
    public static string AddRangesToNewClusterOrAsk() => Format([]);

    /// <summary>The command that adds the egress IP addresses of a cluster to its authorized IP ranges.</summary>
    public static string AddEgressAddresses(string cluster, string resourceGroup) =>
        Format([Value(cluster), Value(resourceGroup)]);

    /// <summary>The command that adds authorized IP ranges.</summary>
    public static string AddRanges(string cluster, string resourceGroup, string ranges) =>
        Format([Value(cluster), Value(resourceGroup), Value(ranges)]);

    /// <summary>The command that removes authorized IP ranges.</summary>
    public static string RemoveRanges(string cluster, string resourceGroup, string ranges) =>
        Format([Value(cluster), Value(resourceGroup), Value(ranges)]);

    /// <summary>How to change the outbound type that excludes a node pool.</summary>
    public static string ChangeOutboundType(string cluster, string resourceGroup) =>
        Format([Value(cluster), Value(resourceGroup)]);

    /// <summary>Where to look when a run command did not run.</summary>
    public static string CheckClusterState() => Format([]);

    /// <summary>What to check when the image of a run command wasn't pulled.</summary>
    public static string CheckImagePull() => Format([]);

    /// <summary>What to check when the pod of a run command doesn't start behind a firewall or an appliance.</summary>
    public static string CheckRoutedPath(string cluster, string resourceGroup) => Format([Value(cluster), Value(resourceGroup)]);

    /// <summary>What to check when the pod of a run command doesn't start behind a user-assigned NAT gateway.</summary>
    public static string CheckNatGatewayPath(string cluster, string resourceGroup) => Format([Value(cluster), Value(resourceGroup)]);

    /// <summary>What to check when the pod of a run command doesn't start, whatever the outbound type.</summary>
    public static string CheckDirectPath(string cluster, string resourceGroup) => Format([Value(cluster), Value(resourceGroup)]);

    /// <summary>What to do about a cluster where run commands are disabled.</summary>
    public static string EnableRunCommands() => Format([]);

    private static string Format(ReadOnlySpan<(string Name, object? Value)> arguments, [CallerMemberName] string name = "") =>
        s_texts.Format(name, arguments);

    private static (string Name, object? Value) Value(object? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        (name, value);
}
