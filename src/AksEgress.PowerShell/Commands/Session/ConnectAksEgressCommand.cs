using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Loading;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Commands;

/// <summary>Connects this runspace to Azure or to the simulator.</summary>
[Cmdlet(VerbsCommunications.Connect, "AksEgress", DefaultParameterSetName = DefaultSet)]
[OutputType(typeof(ArmSession))]
public sealed class ConnectAksEgressCommand : EgressCmdletBase
{
    private const string DefaultSet = "Default";
    private const string IdentitySet = "ManagedIdentity";
    private const string SecretSet = "ServicePrincipal";
    private const string CertificateSet = "Certificate";
    private const string FederatedSet = "FederatedToken";
    private const string DeviceSet = "DeviceCode";
    private const string BrowserSet = "Browser";
    private const string TokenSet = "AccessToken";
    private const string CliSet = "AzureCli";
    private const string AzSet = "AzPowerShell";
    private const string SimulatedSet = "Simulated";
    private const string SharedSet = "Shared";
    private Runspace? _runspace;

    /// <summary>
    /// Indicates that the cmdlet signs in with the managed identity of the Automation account, virtual machine, or container.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet)]
    public SwitchParameter Identity { get; set; }

    /// <summary>Specifies the client ID of a user-assigned managed identity or of an application.</summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = FederatedSet)]
    [ValidatePattern(Patterns.Guid)]
    public string? ClientId { get; set; }

    /// <summary>
    /// Specifies the credential of a service principal: the client ID as the user name, and the client secret as the password.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Specifies a PEM or PFX file that contains the certificate and the private key of the service principal.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>Specifies the password of the certificate.</summary>
    [Parameter(ParameterSetName = CertificateSet)]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Specifies a file that contains a federated token for workload identity.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FederatedSet)]
    [ValidateNotNullOrEmpty]
    public string? FederatedTokenPath { get; set; }

    /// <summary>Indicates that the cmdlet shows a code, which you enter in a browser on any device.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DeviceSet)]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>Indicates that the cmdlet opens a browser on this computer to sign in.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BrowserSet)]
    public SwitchParameter UseBrowser { get; set; }

    /// <summary>Specifies an access token for Azure Resource Manager.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Indicates that the cmdlet uses the sign-in of the Azure CLI.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CliSet)]
    public SwitchParameter FromAzureCli { get; set; }

    /// <summary>Indicates that the cmdlet uses the sign-in of Az PowerShell.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AzSet)]
    public SwitchParameter FromAzPowerShell { get; set; }

    /// <summary>
    /// Indicates that the cmdlet connects to a simulated Azure in this process. No request leaves the computer, and there's no cost.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SimulatedSet)]
    public SwitchParameter Simulated { get; set; }

    /// <summary>
    /// Specifies a JSON file that contains the simulated resources. The file is read when you connect, and written after each change. By
    /// default, the simulator has sample resources and writes no file.
    /// </summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>Specifies the speed of simulated time, as simulated seconds for each real second. Range: 1 to 100000.</summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [ValidateRange(1, 100000)]
    public int TimeScale { get; set; } = 600;

    /// <summary>
    /// Specifies the seed of simulated IDs and IP addresses. The same seed gives the same values. Range: 0 to 2147483647.
    /// </summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; } = 1;

    /// <summary>Specifies the Microsoft Entra tenant, as a GUID or a domain name.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = FederatedSet)]
    [Parameter(ParameterSetName = DeviceSet)]
    [Parameter(ParameterSetName = BrowserSet)]
    [Parameter(ParameterSetName = CliSet)]
    [Parameter(ParameterSetName = AzSet)]
    [ValidatePattern(Patterns.Tenant)]
    public string? TenantId { get; set; }

    /// <summary>
    /// Specifies the context of another runspace in this process. This runspace then shares that connection, with its cloud and
    /// subscription.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SharedSet)]
    [ValidateNotNull]
    public ArmSession? Context { get; set; }

    /// <summary>Specifies the default subscription of the session.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public override string? SubscriptionId { get; set; }

    /// <summary>Specifies the default resource group of the session. To change it later, use Set-AksEgressContext.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the Azure cloud.</summary>
    [Parameter]
    [ValidateSet("AzureCloud", "AzureUSGovernment", "AzureChinaCloud")]
    public string Environment { get; set; } = "AzureCloud";

    /// <summary>
    /// Specifies another Azure Resource Manager endpoint: an https address, or an http address on loopback. An http endpoint requires
    /// <c>-AccessToken</c>. Connections to loopback addresses and to managed identity endpoints never use a proxy.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <inheritdoc/>
    protected override void OnStarting()
    {
        _runspace = Runspace.DefaultRunspace;
        try
        {
            Check();
        }
        catch (EgressException)
        {
            Forget();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (!cancellationToken.IsCancellationRequested)
        {
            Forget();
            throw;
        }
    }

    // A failed connection also ends the previous one: commands that follow must not use it, because a rehearsal would change
    // Azure. After Ctrl+C, a newer connection may already exist.
    private void Forget() => SessionStore.Set(_runspace!, null);

    private void Check()
    {
        if (Context is not null
            && new[] { nameof(SubscriptionId), nameof(ResourceGroupName), nameof(Environment), nameof(Endpoint) }.FirstOrDefault(
                MyInvocation.BoundParameters.ContainsKey) is { } other)
        {
            throw EgressErrors.InvalidValue(other, "it can't be used with -Context, which has its own value.", other);
        }

        if (SubscriptionId is not null && !ArmResourceId.IsSubscription(SubscriptionId))
        {
            throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(SubscriptionId), SubscriptionId);
        }

        if (ResourceGroupName is not null)
        {
            ArmNames.Check(ResourceGroupName, ArmNames.MaximumGroupLength, nameof(ResourceGroupName));
        }

        Secrets.Check(Credential, nameof(Credential));
        Secrets.Check(AccessToken, nameof(AccessToken));
        CheckEndpoint();
        CertificatePath = ExistingFile(CertificatePath, nameof(CertificatePath));
        FederatedTokenPath = ExistingFile(FederatedTokenPath, nameof(FederatedTokenPath));
        StatePath = Resolved(StatePath, nameof(StatePath));
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (Context is not null)
        {
            SessionStore.Set(_runspace!, SessionStore.Shared(Context));
            Streams.Result(Context);
            return;
        }

        var factory = Plugins.CreateGatewayFactory();
        var isNew = Simulated && StatePath is not null && !File.Exists(StatePath);
        var simulation = Simulated ? Plugins.CreateSimulator(StatePath, TimeScale, Seed) : default;
        if (isNew)
        {
            Streams.Warning($"State file '{StatePath}' didn't exist: a new simulation with the sample resources was created in it.");
        }

        var connection = new ArmConnection
        {
            Credential = Kind(),
            TenantId = TenantId,
            ClientId = Credential?.UserName ?? ClientId,
            Secret = Credential?.Password ?? AccessToken ?? CertificatePassword,
            CertificatePath = CertificatePath,
            FederatedTokenPath = FederatedTokenPath,
            Environment = Environment,
            Endpoint = Endpoint,
            SubscriptionId = SubscriptionId,
            Simulator = simulation.Handler,
            SimulationId = simulation.Id,
            TimeScale = Simulated ? TimeScale : 1,
            Prompt = text => Streams.Warning(text),
            Observer = exchange => Streams.Verbose(exchange.ToString()),
        };
        var session = new EgressSession(await factory.ConnectAsync(connection, cancellationToken).ConfigureAwait(false));
        if (cancellationToken.IsCancellationRequested)
        {
            // The command is no longer waiting, and the runspace may have another connection by now.
            session.Dispose();
            throw new OperationCanceledException(cancellationToken);
        }

        session.SetDefaults(session.Context with { ResourceGroupName = ResourceGroupName });
        SessionStore.Set(_runspace!, session);
        Streams.Result(session.Context);
    }

    // The error contains neither the user information nor the query, because either may contain a secret.
    private void CheckEndpoint()
    {
        if (Endpoint is not null
            && !(Endpoint.IsAbsoluteUri
                && (Endpoint.Scheme == Uri.UriSchemeHttps || (Endpoint.Scheme == Uri.UriSchemeHttp && Endpoint.IsLoopback))
                && Endpoint.UserInfo.Length == 0
                && Endpoint.Query.Length == 0
                && Endpoint.Host.Length is > 0 and <= 253))
        {
            throw EgressErrors.InvalidValue(
                nameof(Endpoint),
                "it must be an https URI, or an http URI on loopback, with a host and without user information or query.");
        }
    }

    private ArmCredentialKind Kind() => ParameterSetName switch
    {
        IdentitySet => ArmCredentialKind.ManagedIdentity,
        SecretSet => ArmCredentialKind.ClientSecret,
        CertificateSet => ArmCredentialKind.ClientCertificate,
        FederatedSet => ArmCredentialKind.FederatedToken,
        DeviceSet => ArmCredentialKind.DeviceCode,
        BrowserSet => ArmCredentialKind.Browser,
        TokenSet => ArmCredentialKind.AccessToken,
        CliSet => ArmCredentialKind.AzureCli,
        AzSet => ArmCredentialKind.AzurePowerShell,
        _ => ArmCredentialKind.Default,
    };

    // The error doesn't repeat the value, because users paste the token itself where its file is expected.
    private string? ExistingFile(string? path, string parameter) => Resolved(path, parameter) is { } file && !File.Exists(file)
        ? throw EgressErrors.InvalidValue(parameter, "the file doesn't exist. Specify the path of a file, not its content.", parameter)
        : Resolved(path, parameter);

    private string? Resolved(string? path, string parameter) => path is null ? null : InputPaths.Resolve(this, path, parameter);

    private protected override bool RequiresConnection => false;
}
