using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Adds a rule to an Azure Firewall, or all rules that a cluster requires.</summary>
[Cmdlet(VerbsCommon.Add, "AksEgressFirewallRule", DefaultParameterSetName = ParameterSets.Network, SupportsShouldProcess = true)]
[OutputType(typeof(FirewallRule), typeof(EgressOperation), typeof(Job))]
public sealed class AddAksEgressFirewallRuleCommand : PipelineCmdletBase
{
    private const string RequiredCollection = "aks-required";

    /// <summary>Specifies the firewall: a name, a resource ID, or an object.</summary>
    [Parameter(Position = 0)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>Specifies the name of the rule. The name must be unique in the rule collection.</summary>
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Network)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Application)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// Indicates that the cmdlet adds a network rule, which allows or denies IP addresses and ports. It's the default kind of rule.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    public SwitchParameter Network { get; set; }

    /// <summary>Indicates that the cmdlet adds an application rule, which allows or denies FQDNs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Application)]
    public SwitchParameter Application { get; set; }

    /// <summary>Indicates that the cmdlet adds a DNAT rule, which translates inbound traffic to another address.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Dnat)]
    public SwitchParameter Dnat { get; set; }

    /// <summary>
    /// Indicates that the cmdlet adds all rules that AKS requires for the region, node pools, and add-ons of the cluster. Existing rules
    /// are kept, and only missing ones are added: without -SourceAddress, an existing rule counts whatever its source addresses are.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.AksRequired)]
    public SwitchParameter AksRequired { get; set; }

    /// <summary>
    /// Specifies the rule collection. The cmdlet creates the collection if it doesn't exist. The default with -AksRequired is aks-required.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [Parameter(ParameterSetName = ParameterSets.AksRequired)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionName { get; set; }

    /// <summary>
    /// Specifies the rule collection group of the policy. The cmdlet creates the group if it doesn't exist. This parameter applies only to
    /// firewalls with a policy.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionGroupName { get; set; }

    /// <summary>
    /// Specifies the priority of the rule collection. Range: 100 to 65000. The default is a free priority. An existing collection keeps its
    /// priority.
    /// </summary>
    [Parameter]
    [ValidateRange(100, 65000)]
    public int? Priority { get; set; }

    /// <summary>Specifies the action of the rule collection: Allow or Deny. The default is Allow.</summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [ValidateSet("Allow", "Deny")]
    public string? Action { get; set; }

    /// <summary>
    /// Specifies the protocols. Network and DNAT rules take TCP, UDP, ICMP, or Any. Application rules take pairs such as <c>Https=443</c>,
    /// which is the default.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? Protocol { get; set; }

    /// <summary>Specifies the source IP addresses and ranges. The default is any source.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SourceAddress { get; set; } = ["*"];

    /// <summary>
    /// Specifies the destination IP addresses, ranges, or service tags. For a DNAT rule, the default is the public IP addresses of the
    /// firewall.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationAddress { get; set; }

    /// <summary>Specifies the destination FQDNs of a network rule. The firewall must have its DNS proxy enabled.</summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationFqdn { get; set; }

    /// <summary>Specifies the destination ports, such as <c>443</c>, <c>8000-8080</c>, or <c>*</c>. A DNAT rule takes one port.</summary>
    [Parameter(ParameterSetName = ParameterSets.Network)]
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationPort { get; set; }

    /// <summary>Specifies the target FQDNs of an application rule, such as <c>*.contoso.com</c>.</summary>
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [ValidateNotNullOrEmpty]
    public string[]? TargetFqdn { get; set; }

    /// <summary>Specifies FQDN tags, which Microsoft keeps current, such as <c>AzureKubernetesService</c>.</summary>
    [Parameter(ParameterSetName = ParameterSets.Application)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? FqdnTag { get; set; }

    /// <summary>Specifies the translated address or FQDN of a DNAT rule.</summary>
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateNotNullOrEmpty]
    public string? TranslatedAddress { get; set; }

    /// <summary>Specifies the translated port of a DNAT rule. Range: 1 to 65535.</summary>
    [Parameter(ParameterSetName = ParameterSets.Dnat)]
    [ValidateRange(1, 65535)]
    public int TranslatedPort { get; set; }

    /// <summary>
    /// Specifies the cluster whose required endpoints are added: a name in the resource group of the firewall, a resource ID, or an object.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.AksRequired)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<Cluster>? Cluster { get; set; }

    /// <summary>
    /// Indicates that each endpoint gets a rule, instead of one rule with the FQDN tag AzureKubernetesService, which Azure keeps current.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.AksRequired)]
    public SwitchParameter Explicit { get; set; }

    /// <summary>
    /// Indicates that the rules also allow the tunnel of clusters without the konnectivity agent: UDP port 1194 and TCP port 9000 to all
    /// addresses of Azure in the region. Current clusters don't need it.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.AksRequired)]
    public SwitchParameter IncludeTunnel { get; set; }

    /// <summary>Specifies the resource group of a firewall, or of a cluster, that is specified by name only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// Specifies the firewall, or a rule of the firewall: an object from another cmdlet, a file, or a job; a row; a name; or a resource ID.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
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
                    "Kind",
                    ArmNames.Shown(kind),
                    IsTyped(ParameterSetName)
                        ? $"The command line specifies -{ParameterSetName}."
                        : "Specify the kind of the rule on the command line: -Network, -Application, or -Dnat.",
                    MyInvocation.MyCommand.Name);
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

        if (Firewall is null && Piped is null)
        {
            throw EgressErrors.ParameterRequired(
                nameof(Firewall),
                $"specify the Azure Firewall and the rule, for example {MyInvocation.MyCommand.Name} contoso-fw allow-time "
                    + "-ResourceGroupName contoso-rg -CollectionName time -Protocol UDP -DestinationFqdn ntp.ubuntu.com "
                    + "-DestinationPort 123.");
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

        FirewallInput.CheckNames(Name, CollectionName, CollectionGroupName);
    }

    internal override SubjectNames Names => FirewallInput.Names(ResourceGroupName);

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
        var change = AksRequired ? book.AddingRequired(requests, CollectionGroupName, !IsGiven(nameof(SourceAddress)))
            : book.Adding(requests, CollectionGroupName);
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

        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = "Azure Firewall rule" };
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
                return RequiredRules.Make(
                    cluster, endpoints, SourceAddress, Explicit, CollectionName ?? RequiredCollection, Priority, IncludeTunnel);
        }
    }

    private FirewallRuleRequest Request(FirewallRuleKind kind, System.Text.Json.Nodes.JsonObject rule) =>
        new(kind, rule, CollectionName!) { Priority = Priority, Action = Action };
}
