using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes an Azure Firewall in a virtual network's AzureFirewallSubnet; piped public IP addresses all go to one firewall.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressFirewall", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(Firewall), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressFirewallCommand : CollectingNewCommand<Firewall>
{
    private readonly List<ArmReference> addresses = [];
    private readonly HashSet<ArmResourceId> networks = [];
    private Action<ArmDocument>? design;
    private bool collected;

    /// <summary>The virtual network's name, in the firewall's resource group; it needs a subnet AzureFirewallSubnet of /26 or larger.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

    /// <summary>The virtual network: id or object.</summary>
    [Parameter]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<VirtualNetwork>? VirtualNetwork { get; set; }

    /// <summary>Public IP addresses to leave from: names, ids or objects; Standard and free.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Name)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<PublicIp>[]? PublicIp { get; set; }

    /// <summary>The address that the firewall is managed through; Basic needs it, and a subnet AzureFirewallManagementSubnet.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<PublicIp>? ManagementPublicIp { get; set; }

    /// <summary>Standard, Premium or Basic; the policy's when it is left out, or Standard.</summary>
    [Parameter]
    [ValidateSet("Standard", "Premium", "Basic")]
    public string? Tier { get; set; }

    /// <summary>The availability zones.</summary>
    [Parameter]
    [ValidateSet("1", "2", "3")]
    public string[]? Zone { get; set; }

    /// <summary>Lets the firewall answer DNS, which names in network rules need.</summary>
    [Parameter]
    public SwitchParameter EnableDnsProxy { get; set; }

    /// <summary>DNS servers that the firewall asks, by address; Azure's own when it is left out.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? DnsServer { get; set; }

    /// <summary>A firewall policy of the same tier that has the rules: name, id or object; without one the firewall has rules of its own.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference? Policy { get; set; }

    /// <summary>Does not wait; writes an operation for Wait-AksEgressOperation.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Waits in a job, and writes that.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.Firewalls;

    /// <inheritdoc/>
    protected override Firewall View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override async Task PrepareAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        if (networks.Count > 1)
        {
            throw new EgressException(
                EgressErrors.ContradictingParameters, Name,
                $"A firewall stands in one virtual network, and {networks.Count} were piped: {Sentences.List([.. networks.Select(network => network.Name)])}.",
                "Pipe one virtual network, or make a firewall for each.");
        }

        ArgumentNullException.ThrowIfNull(id);
        var request = new FirewallRequest
        {
            VirtualNetwork = networks.Single(),
            PublicIp = addresses,
            ManagementPublicIp = ManagementPublicIp,
            Tier = Tier,
            Zone = Zone,
            EnableDnsProxy = IsGiven(nameof(EnableDnsProxy)) ? EnableDnsProxy : null,
            DnsServer = DnsServer,
            Policy = Policy?.Resolve(ResourceTypes.FirewallPolicies, id.SubscriptionId, id.ResourceGroupName),
        };
        design = await FirewallDesign.PrepareAsync(Store, id, request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id) => design!(document);

    private protected override async Task WriteAsync(CreationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var run = new LongRun(this, plan.Id, plan.Exists ? "change" : "create");
        if (AsJob)
        {
            run.Start("New-AksEgressFirewall", async (store, token) => new Firewall(await new ResourceCreation(store).RunAsync(plan, token).ConfigureAwait(false)));
        }
        else if (NoWait)
        {
            await run.StartAsync(plan.Expected, store => new ResourceCreation(store).StartAsync(plan, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await base.WriteAsync(plan, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var rules = document.Root.Text("properties", "firewallPolicy", "id") is { } policy ? $"rules from policy {Sentences.Short(policy)}" : "rules of its own";
        var leaving = string.Join(", ", addresses.Select(address => Sentences.Short(address.ToString())).Distinct());
        return $"an Azure Firewall ({document.Root.Text("properties", "sku", "tier")}, {rules}) in virtual network '{networks.Single().Name}' with {leaving}";
    }

    /// <inheritdoc/>
    protected override void Collect()
    {
        var parent = Input.Parent;
        Input.RequireOnly(this, ResourceTypes.VirtualNetworks, nameof(VirtualNetwork), nameof(VirtualNetworkName));
        if (parent?.ResourceType == ResourceTypes.VirtualNetworks)
        {
            networks.Add(parent);
        }
        else if (VirtualNetwork is not null)
        {
            networks.Add(VirtualNetwork.Resolve(ResourceTypes.VirtualNetworks, Subscription, Group ?? string.Empty));
        }
        else if (VirtualNetworkName is not null)
        {
            networks.Add(ArmResourceId.Create(Subscription, Target().ResourceGroupName, ResourceTypes.VirtualNetworks, VirtualNetworkName));
        }

        // Typed addresses hold for the firewall as a whole, however many records come.
        if (!collected)
        {
            collected = true;
            addresses.AddRange(PublicIp ?? []);
        }

        if (parent?.ResourceType == ResourceTypes.PublicIps || Input.ParentName is not null)
        {
            addresses.Add(new ArmReference(parent?.Text ?? Input.ParentName!));
        }
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        collected = false;
        networks.Clear();
        addresses.Clear();
    }

    /// <inheritdoc/>
    protected override void CheckParameters()
    {
        if (VirtualNetwork is not null && VirtualNetworkName is not null)
        {
            throw new EgressException(
                EgressErrors.ContradictingParameters, Name, "-VirtualNetwork and -VirtualNetworkName both name the virtual network.", "Specify one of them.");
        }

        if (networks.Count == 0)
        {
            throw new EgressException(EgressErrors.ParameterRequired, Name, nameof(VirtualNetworkName), "a firewall is in a virtual network.");
        }

        if (addresses.Count == 0)
        {
            throw new EgressException(EgressErrors.ParameterRequired, Name, nameof(PublicIp), "a firewall has a public IP address.");
        }
    }

    private protected override IReadOnlyList<string> ParentTypes => [ResourceTypes.PublicIps, ResourceTypes.VirtualNetworks];
}
