using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates an Azure Firewall in a virtual network.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressFirewall", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(Firewall), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressFirewallCommand : NewCmdletBase<Firewall>
{
    private readonly List<ArmReference> _addresses = [];
    private readonly HashSet<ArmResourceId> _networks = [];
    private bool _collected;

    /// <summary>
    /// Specifies the name of the virtual network, in the resource group of the firewall. It must have a subnet named AzureFirewallSubnet of
    /// /26 or larger.
    /// </summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

    /// <summary>Specifies the virtual network: a resource ID or an object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<VirtualNetwork>? VirtualNetwork { get; set; }

    /// <summary>
    /// Specifies the public IP addresses of the firewall: names, resource IDs, or objects. The addresses must have SKU Standard and must
    /// not be in use.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [Alias("PublicIpAddress")]
    public ArmReference<PublicIp>[]? PublicIp { get; set; }

    /// <summary>
    /// Specifies the management public IP address. The Basic tier requires it, and a subnet named AzureFirewallManagementSubnet.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<PublicIp>? ManagementPublicIp { get; set; }

    /// <summary>Specifies the tier: Standard, Premium, or Basic. The default is the tier of the policy, or Standard.</summary>
    [Parameter]
    [ValidateSet("Standard", "Premium", "Basic")]
    public string? Tier { get; set; }

    /// <summary>Specifies the availability zones, such as 1, 2, 3. By default, Azure chooses.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    /// <summary>Indicates that the firewall acts as a DNS proxy. Network rules with FQDNs require the DNS proxy.</summary>
    [Parameter]
    public SwitchParameter EnableDnsProxy { get; set; }

    /// <summary>Specifies the IP addresses of the DNS servers that the firewall uses. The default is the DNS of Azure.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? DnsServer { get; set; }

    /// <summary>
    /// Specifies the firewall policy: a name, a resource ID, or an object. The policy must have the same tier. By default, the firewall has
    /// classic rules.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference? Policy { get; set; }

    private protected override void Collect()
    {
        var parent = Input.Parent;
        Input.RequireOnly(this, ResourceTypes.VirtualNetworks, nameof(VirtualNetwork), nameof(VirtualNetworkName));
        if (parent?.ResourceType == ResourceTypes.VirtualNetworks)
        {
            _networks.Add(parent);
        }
        else if (VirtualNetwork is not null)
        {
            _networks.Add(VirtualNetwork.Resolve(ResourceTypes.VirtualNetworks, Subscription, NewResourceGroupName ?? string.Empty));
        }
        else if (VirtualNetworkName is not null)
        {
            ArmNames.Check(VirtualNetworkName, ArmNames.MaximumLength, nameof(VirtualNetworkName));
            _networks.Add(
                ArmResourceId.Create(Subscription, Target().ResourceGroupName, ResourceTypes.VirtualNetworks, VirtualNetworkName));
        }

        // Typed addresses apply to the whole firewall, however many records are piped.
        if (!_collected)
        {
            _collected = true;
            _addresses.AddRange(PublicIp ?? []);
        }

        if (parent?.ResourceType == ResourceTypes.PublicIps || Input.ParentName is not null)
        {
            _addresses.Add(new ArmReference(parent?.Text ?? Input.ParentName!));
        }
    }

    private protected override void Clear()
    {
        _collected = false;
        _networks.Clear();
        _addresses.Clear();
    }

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.PublicIps, ResourceTypes.VirtualNetworks];

    private protected override bool CollectsInput => true;

    private protected override async Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var request = new FirewallRequest
        {
            VirtualNetwork = Network(),
            PublicIp = _addresses.Count > 0
                ? [.. _addresses]
                : throw EgressErrors.ParameterRequired(nameof(PublicIp), "a firewall needs a public IP address.", Name),
            ManagementPublicIp = ManagementPublicIp,
            Tier = Tier,
            Zone = Zone,
            EnableDnsProxy = IsGiven(nameof(EnableDnsProxy)) ? EnableDnsProxy : null,
            DnsServer = DnsServer,
            Policy = Policy?.Resolve(ResourceTypes.FirewallPolicies, id.SubscriptionId, id.ResourceGroupName),
        };
        return await FirewallDesign.PrepareAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
    }

    // The one virtual network, typed or piped.
    private ArmResourceId Network()
    {
        if (VirtualNetwork is not null && VirtualNetworkName is not null)
        {
            throw EgressErrors.ContradictingParameters(
                "-VirtualNetwork and -VirtualNetworkName both specify the virtual network.", "Specify only one of them.", Name);
        }

        return _networks.Count switch
        {
            1 => _networks.Single(),
            0 => throw EgressErrors.ParameterRequired(nameof(VirtualNetworkName), "a firewall needs a virtual network.", Name),
            _ => throw EgressErrors.ContradictingParameters(
                $"A firewall belongs to one virtual network, but the pipeline contains {_networks.Count}: "
                    + $"{Sentences.List([.. _networks.Select(network => network.Name)])}.",
                "Pipe one virtual network, or create a firewall for each.", Name),
        };
    }
}
