using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.NodePools;

/// <summary>A requested node pool. Null uses the default of AKS.</summary>
public sealed record NodePoolRequest
{
    /// <summary>Creates a request with the defaults of AKS.</summary>
    /// <param name="name">1 to 12 lowercase letters and digits, starting with a letter; at most 6 for Windows.</param>
    public NodePoolRequest(string name) => Name = name;

    /// <summary>
    /// Creates a request from a hashtable with parameters of Add-AksEgressNodePool, such as <c>@{ Name = 'win1'; OsType = 'Windows' }</c>.
    /// </summary>
    /// <exception cref="EgressException">InvalidNodePool: no name, an unknown key, or an invalid value.</exception>
    public NodePoolRequest(IDictionary members)
    {
        ArgumentNullException.ThrowIfNull(members);
        Name = string.Empty;
        foreach (DictionaryEntry member in members)
        {
            var value = Plain(member.Value);
            switch (member.Key.ToString()?.ToUpperInvariant())
            {
                case "NAME": Name = Text(value); break;
                case "NODECOUNT": NodeCount = Number(member.Key, value); break;
                case "VMSIZE": VmSize = Text(value); break;
                case "MODE": Mode = Text(value); break;
                case "OSTYPE": OsType = Text(value); break;
                case "OSSKU": OsSku = Text(value); break;
                case "MINCOUNT": MinCount = Number(member.Key, value); break;
                case "MAXCOUNT": MaxCount = Number(member.Key, value); break;
                case "ZONE":
                    Zone = value is string zone
                        ? [zone]
                        : value is IEnumerable zones ? [.. zones.Cast<object?>().Select(one => Text(Plain(one)))]
                        : [Text(value)];
                    break;
                case "SUBNET": SubnetId = ArmResourceId.Parse(Text(value), ResourceTypes.Subnets).Text; break;
                case "PODSUBNET": PodSubnetId = ArmResourceId.Parse(Text(value), ResourceTypes.Subnets).Text; break;
                case "DISABLEWINDOWSOUTBOUNDNAT": DisableWindowsOutboundNat = value is true; break;
                default: throw Invalid($"'{ArmNames.Shown(member.Key.ToString())}' isn't a property of a node pool.");
            }
        }

        if (Name.Length == 0)
        {
            throw Invalid("it has no Name.");
        }
    }

    /// <summary>The pool's name: 1 to 12 lowercase letters and digits, at most 6 for Windows.</summary>
    public string Name { get; init; }

    /// <summary>The initial number of nodes, 0 to 1000 (at least 1 for a system node pool); null for MinCount or 1.</summary>
    public int? NodeCount { get; init; }

    /// <summary>The virtual machine size.</summary>
    public string? VmSize { get; init; }

    /// <summary>System or User.</summary>
    public string Mode { get; init; } = "User";

    /// <summary>Linux or Windows.</summary>
    public string OsType { get; init; } = "Linux";

    /// <summary>For example Ubuntu, AzureLinux, Windows2022 or Windows2025.</summary>
    public string? OsSku { get; init; }

    /// <summary>The minimum number of nodes, 0 to 1000; together with <see cref="MaxCount"/> it enables the autoscaler.</summary>
    public int? MinCount { get; init; }

    /// <summary>The maximum number of nodes, 1 to 1000, at least <see cref="MinCount"/>.</summary>
    public int? MaxCount { get; init; }

    /// <summary>Availability zones.</summary>
    public IReadOnlyList<string>? Zone { get; init; }

    /// <summary>The id of the nodes' subnet.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The id of the pods' subnet.</summary>
    public string? PodSubnetId { get; init; }

    /// <summary>True to disable outbound NAT on Windows nodes.</summary>
    public bool DisableWindowsOutboundNat { get; init; }

    /// <summary>True for a Windows pool.</summary>
    internal bool IsWindows => string.Equals(OsType, "Windows", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a system pool.</summary>
    internal bool IsSystem => string.Equals(Mode, "System", StringComparison.OrdinalIgnoreCase);

    /// <summary>The pool's name.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// The node pool as an element of a cluster's agentPoolProfiles, with its name, or as the properties of a resource, without.
    /// </summary>
    internal JsonObject ToDocument(string? subnetId, string? podSubnetId, bool named)
    {
        JsonObject pool = [];
        Set(pool, "name", named ? Name : null);
        pool["mode"] = IsSystem ? "System" : "User";
        pool["type"] = "VirtualMachineScaleSets";
        pool["osType"] = IsWindows ? "Windows" : "Linux";
        pool["count"] = NodeCount ?? MinCount ?? 1;
        Set(pool, "osSKU", OsSku);
        Set(pool, "vmSize", VmSize);
        Set(pool, "vnetSubnetID", subnetId);
        Set(pool, "podSubnetID", podSubnetId);
        if (MaxCount is not null)
        {
            pool["enableAutoScaling"] = true;
            pool["minCount"] = MinCount ?? NodeCount ?? 1;
            pool["maxCount"] = MaxCount;
        }

        if (Zone is { Count: > 0 } zones)
        {
            pool["availabilityZones"] = new JsonArray([.. zones.Select(zone => JsonValue.Create(zone))]);
        }

        if (DisableWindowsOutboundNat)
        {
            pool.ObjectAt("windowsProfile")["disableOutboundNat"] = true;
        }

        return pool;
    }

    private static void Set(JsonObject pool, string member, string? value)
    {
        if (value is not null)
        {
            pool[member] = value;
        }
    }

    // PowerShell wraps values in PSObject, a type that Core can't reference.
    private static object? Plain(object? value) =>
        value?.GetType().GetProperty("BaseObject") is { } wrapped ? wrapped.GetValue(value) : value;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static int Number(object key, object? value) =>
        int.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"{key} must be a whole number, not '{ArmNames.Shown(Text(value))}'.");

    private static EgressException Invalid(string why) => EgressErrors.InvalidNodePool(why);
}
