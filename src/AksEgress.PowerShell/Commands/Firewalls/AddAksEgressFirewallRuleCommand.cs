using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Adds a rule to an Azure Firewall, or all the rules that a cluster needs; no other rule is lost. A firewall with a policy
/// gets them through its policy, in a rule collection group.
/// </summary>
[Cmdlet(VerbsCommon.Add, "AksEgressFirewallRule", DefaultParameterSetName = ParameterSets.Network, SupportsShouldProcess = true)]
[OutputType(typeof(FirewallRule), typeof(Job))]
public sealed class AddAksEgressFirewallRuleCommand : PipelineCmdletBase
{
    private const string RequiredCollection = "aks-required";

    /// <summary>The firewall: name, id or object.</summary>
    [Parameter(Position = 0)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>The rule's name, unique in its collection.</summary>
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Network)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Application)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Adds a rule by addresses and ports.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Network)]
    public SwitchParameter Network { get; set; }

    /// <summary>Adds a rule by names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Application)]
    public SwitchParameter Application { get; set; }

    /// <summary>Adds a rule that lets something in and sends it on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Dnat)]
    public SwitchParameter Dnat { get; set; }

    /// <summary>Adds all that AKS needs for the cluster: its region, its node pools and its add-ons; what is there already stays.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.AksRequired)]
    public SwitchParameter AksRequired { get; set; }

    /// <summary>The collection that the rule goes into, made where it is not there; aks-required for -AksRequired.</summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [Parameter(ParameterSetName = ParameterSets.AksRequired)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionName { get; set; }

    /// <summary>
    /// The policy's rule collection group that the collection is in, made where it is not there; for firewalls with a policy only.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionGroupName { get; set; }

    /// <summary>The collection's priority; a free one when it is left out, and an existing collection keeps its own.</summary>
    [Parameter]
    [ValidateRange(100, 65000)]
    public int? Priority { get; set; }

    /// <summary>Allow or Deny for the collection; Allow when it is left out.</summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [ValidateSet("Allow", "Deny")]
    public string? Action { get; set; }

    /// <summary>
    /// TCP, UDP, ICMP or Any; for an application rule pairs such as <c>Https=443</c>, which is also what is taken when it is left out.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? Protocol { get; set; }

    /// <summary>Where the traffic comes from: addresses and ranges; everywhere when it is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SourceAddress { get; set; } = ["*"];

    /// <summary>
    /// Where it goes: addresses, ranges, service tags; for a DNAT rule the firewall's public addresses when it is left out.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationAddress { get; set; }

    /// <summary>Where it goes by name; the firewall needs its DNS proxy for that.</summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationFqdn { get; set; }

    /// <summary>The ports that it goes to: <c>443</c>, <c>8000-8080</c> or <c>*</c>; one port for a DNAT rule.</summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationPort { get; set; }

    /// <summary>Names that it goes to, such as <c>*.contoso.com</c>.</summary>
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [ValidateNotNullOrEmpty]
    public string[]? TargetFqdn { get; set; }

    /// <summary>Tags for names that Microsoft keeps, such as <c>AzureKubernetesService</c>.</summary>
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? FqdnTag { get; set; }

    /// <summary>Where a DNAT rule sends it: an address or a name.</summary>
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string? TranslatedAddress { get; set; }

    /// <summary>The port that a DNAT rule sends it to.</summary>
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateRange(1, 65535)]
    public int TranslatedPort { get; set; }

    /// <summary>The cluster whose endpoints are wanted: name (in the firewall's resource group), id or object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.AksRequired)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>Names every endpoint instead of taking the FQDN tag AzureKubernetesService, which Azure keeps current.</summary>
    [Parameter(ParameterSetName = ParameterSets.AksRequired)]
    public SwitchParameter Explicit { get; set; }

    /// <summary>The resource group of a firewall, or of a cluster, that is named by its bare name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// Specifies the firewall, or a rule of one: an object that another cmdlet returned, also from a file or a job; a row; a name; or a
    /// resource id.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Runs as a background job, and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Firewall?.ToString();

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        FirewallInput.RequireSupported(this, Piped);
        if (Piped is { Kind: PipedKind.FirewallRule or PipedKind.Row })
        {
            if (Piped["Kind"] is { } kind
                && (!Enum.TryParse<FirewallRuleKind>(kind, ignoreCase: true, out var parsed) || parsed.ToString() != ParameterSetName))
            {
                throw EgressErrors.PipelineValueInvalid(
                    "Kind", ArmNames.Shown(kind), $"The command line specifies -{ParameterSetName}.", MyInvocation.MyCommand.Name);
            }

            // A DNAT rule has no action parameter.
            ApplyRow(
                "Firewall",
                "FirewallName",
                "ResourceGroupName",
                "Kind",
                "Policy",
                "Destination",
                "Cluster",
                ParameterSetName == ParameterSets.Dnat ? "Action" : string.Empty);
        }

        (string Parameter, bool IsMissing)[] required = ParameterSetName switch
        {
            ParameterSets.Network =>
                [
                    (nameof(Name), Name is null),
                    (nameof(CollectionName), CollectionName is null),
                    (nameof(Protocol), Protocol is null),
                    (nameof(DestinationPort), DestinationPort is null)
                ],
            ParameterSets.Application => [(nameof(Name), Name is null), (nameof(CollectionName), CollectionName is null)],
            ParameterSets.Dnat =>
            [
                (nameof(Name), Name is null),
                (nameof(CollectionName), CollectionName is null),
                (nameof(DestinationPort), DestinationPort is null),
                (nameof(TranslatedAddress), TranslatedAddress is null),
                (nameof(TranslatedPort), TranslatedPort == 0),
            ],
            _ => [],
        };
        if (required.FirstOrDefault(one => one.IsMissing).Parameter is { } missing)
        {
            throw Firewall is not null && Piped is { Kind: PipedKind.Resource } && missing == nameof(Name)
                ? Subject.Conflict(Piped.Id!, nameof(Firewall), Firewall.ToString(), nameof(Name))
                : EgressErrors.ParameterRequired(missing, "every rule of this kind has this value.");
        }

        FirewallInput.CheckNames(
            (nameof(Name), Name), (nameof(CollectionName), CollectionName), (nameof(CollectionGroupName), CollectionGroupName));
    }

    internal override SubjectNames Names => new(ResourceTypes.Firewalls, null, ResourceGroupName)
    {
        IsParent = true,
        NamedBy = [PipedKind.FirewallRule]
    };

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var book = await FirewallInput.ReadAsync(
            this,
            Firewall,
            ResourceGroupName,
            Piped is { Kind: PipedKind.FirewallRule or PipedKind.Row },
            cancellationToken).ConfigureAwait(false);
        var firewall = book.Firewall;
        var requests = await RequestsAsync(firewall, cancellationToken).ConfigureAwait(false);
        var change = AksRequired ? book.AddingRequired(requests, CollectionGroupName) : book.Adding(requests, CollectionGroupName);
        string[] byName = book.EnableDnsProxy
            ? []
            : [.. change.Planned.Where(rule => rule.DestinationFqdn.Count > 0).Select(rule => rule.Name)];
        if (byName.Length > 0)
        {
            Streams.Warning(
                $"Network rules with FQDNs ({Sentences.List(byName)}) are reliable only if clients use the firewall as their DNS server, "
                    + $"and the DNS proxy of Azure Firewall '{firewall.Name}' is off. To turn it on, use "
                    + $"{(book.Policy is null ? "New-AksEgressFirewall" : $"New-AksEgressFirewallPolicy {book.Policy.Name}")} with "
                    + "-AllowExisting and -EnableDnsProxy.");
        }

        var runner = new PlanRunner(this) { Force = Force, AsJob = AsJob, Caption = "Azure Firewall rule" };
        await runner.RunAsync(change, FirewallInput.Write, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<FirewallRuleRequest>> RequestsAsync(Firewall firewall, CancellationToken cancellationToken)
    {
        switch (ParameterSetName)
        {
            case ParameterSets.Network:
                return
                [
                    Request(
                        FirewallRuleKind.Network,
                        FirewallRuleDesign.Network(Name!, Protocol!, SourceAddress, DestinationAddress, DestinationFqdn, DestinationPort!))
                ];
            case ParameterSets.Application:
                return
                [
                    Request(
                        FirewallRuleKind.Application,
                        FirewallRuleDesign.Application(Name!, Protocol ?? ["Https=443"], SourceAddress, TargetFqdn, FqdnTag))
                ];
            case ParameterSets.Dnat:
                var reached = DestinationAddress
                    ?? await FirewallAddresses.ReadAsync(Store, firewall, cancellationToken).ConfigureAwait(false);
                return
                [
                    Request(
                        FirewallRuleKind.Dnat,
                        FirewallRuleDesign.Dnat(
                            Name!, Protocol ?? ["TCP"], SourceAddress, reached, DestinationPort!, TranslatedAddress!, TranslatedPort))
                ];
            default:
                var cluster = new Cluster(
                    await Store.ReadAsync(
                        FirewallInput.Resolve(this, Cluster!, ResourceTypes.ManagedClusters, ResourceGroupName, firewall.ResourceGroupName),
                        cancellationToken).ConfigureAwait(false));
                var endpoints = await ClusterEndpoints.ReadAsync(
                    Store, cluster, Session.Gateway.Session.Environment, [], cancellationToken).ConfigureAwait(false);
                return RequiredRules.Make(cluster, endpoints, SourceAddress, Explicit, CollectionName ?? RequiredCollection, Priority);
        }
    }

    private FirewallRuleRequest Request(FirewallRuleKind kind, System.Text.Json.Nodes.JsonObject rule) =>
        new(kind, rule, CollectionName!) { Priority = Priority, Action = Action };
}
