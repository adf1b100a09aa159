using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure.Identity;

namespace AksEgress.Arm.SignIn;

/// <summary>Creates the credential for a connection. This sends no requests.</summary>
internal static class CredentialFactory
{
    // Recognizable: tests search all output for it.
    private const string SimulatedToken = "simulated-secret-canary";

    /// <summary>Creates the credential.</summary>
    /// <exception cref="ArmAccessException">The connection lacks what its kind of credential needs.</exception>
    public static SignInMethod Create(ArmConnection connection, ArmCloud cloud)
    {
        if (connection.Simulator is not null)
        {
            return new SignInMethod(new StaticCredential(SimulatedToken, DateTimeOffset.MaxValue));
        }

        var authority = cloud.AuthorityHost;
        return connection.Credential switch
        {
            ArmCredentialKind.Default => new SignInMethod(Default(connection, authority)),
            ArmCredentialKind.ManagedIdentity => new SignInMethod(ManagedIdentity(connection, authority)),
            ArmCredentialKind.ClientSecret => new SignInMethod(ClientSecret(connection, authority)),
            ArmCredentialKind.ClientCertificate => Certificate(connection, authority),
            ArmCredentialKind.FederatedToken => new SignInMethod(FederatedToken(connection, authority)),
            ArmCredentialKind.DeviceCode => new SignInMethod(DeviceCode(connection, authority)),
            ArmCredentialKind.Browser => new SignInMethod(Browser(connection, authority)),
            ArmCredentialKind.AccessToken => new SignInMethod(AccessToken(connection)),
            ArmCredentialKind.AzureCli => new SignInMethod(
                new AzureCliCredential(With(new AzureCliCredentialOptions { TenantId = connection.TenantId }, authority))),
            ArmCredentialKind.AzurePowerShell => new SignInMethod(
                new AzurePowerShellCredential(With(new AzurePowerShellCredentialOptions { TenantId = connection.TenantId }, authority))),
            _ => throw new ArmAccessException(ArmAccessFailure.SignIn, $"'{connection.Credential}' isn't a sign-in method."),
        };
    }

    private static DefaultAzureCredential Default(ArmConnection connection, Uri authority)
    {
        var options = With(new DefaultAzureCredentialOptions(), authority);
        if (connection.TenantId is { } tenant)
        {
            options.TenantId = tenant;
        }

        if (connection.ClientId is { } client)
        {
            options.ManagedIdentityClientId = client;
            options.WorkloadIdentityClientId = client;
        }

        return new DefaultAzureCredential(options);
    }

    private static ManagedIdentityTokens ManagedIdentity(ArmConnection connection, Uri authority)
    {
        var identity = connection.ClientId is { } client
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned;
        return new ManagedIdentityTokens(
            With(new ManagedIdentityCredentialOptions(identity), authority), connection.Clock, connection.Observer);
    }

    private static ClientSecretCredential ClientSecret(ArmConnection connection, Uri authority) => new(
        Needed(connection.TenantId, connection, "a tenant ID"),
        Needed(connection.ClientId, connection, "a client ID"),
        Needed(SecretText.Of(connection.Secret), connection, "the secret"),
        With(new ClientSecretCredentialOptions(), authority));

    private static SignInMethod Certificate(ArmConnection connection, Uri authority)
    {
        var tenant = Needed(connection.TenantId, connection, "a tenant ID");
        var client = Needed(connection.ClientId, connection, "a client ID");
        var certificate = CertificateFile.Read(Needed(connection.CertificatePath, connection, "a certificate file"), connection.Secret);
        return new SignInMethod(
            new ClientCertificateCredential(tenant, client, certificate, With(new ClientCertificateCredentialOptions(), authority)),
            certificate);
    }

    /// <summary>Values that the connection doesn't contain are read from the variables of a pod with workload identity.</summary>
    private static WorkloadIdentityCredential FederatedToken(ArmConnection connection, Uri authority)
    {
        var options = With(new WorkloadIdentityCredentialOptions(), authority);
        options.TenantId = connection.TenantId ?? options.TenantId;
        options.ClientId = connection.ClientId ?? options.ClientId;
        options.TokenFilePath = connection.FederatedTokenPath ?? options.TokenFilePath;
        return new WorkloadIdentityCredential(options);
    }

    private static DeviceCodeCredential DeviceCode(ArmConnection connection, Uri authority)
    {
        var prompt = connection.Prompt
            ?? throw new ArmAccessException(ArmAccessFailure.SignIn, "the device code can't be shown.");
        var options = With(new DeviceCodeCredentialOptions { TenantId = connection.TenantId }, authority);
        options.DeviceCodeCallback = (code, _) =>
        {
            prompt(code.Message);
            return Task.CompletedTask;
        };
        if (connection.ClientId is { } client)
        {
            options.ClientId = client;
        }

        return new DeviceCodeCredential(options);
    }

    private static InteractiveBrowserCredential Browser(ArmConnection connection, Uri authority)
    {
        var options = With(new InteractiveBrowserCredentialOptions { TenantId = connection.TenantId }, authority);
        if (connection.ClientId is { } client)
        {
            options.ClientId = client;
        }

        return new InteractiveBrowserCredential(options);
    }

    private static StaticCredential AccessToken(ArmConnection connection)
    {
        var token = Needed(SecretText.Of(connection.Secret), connection, "the token").Trim();
        if (token.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArmAccessException(ArmAccessFailure.SignIn, "the access token contains invalid characters.");
        }

        var ends = TokenClaims.Read(token).ExpiresOn ?? DateTimeOffset.MaxValue;
        return ends > connection.Clock.GetUtcNow()
            ? new StaticCredential(token, ends)
            : throw new ArmAccessException(ArmAccessFailure.SignIn, $"the access token expired at {ends:u}.");
    }

    private static T With<T>(T options, Uri authority)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = authority;
        options.Transport = Network.Shared;
        options.Diagnostics.ApplicationId = ArmPipeline.ApplicationId;
        return options;
    }

    private static string Needed(string? value, ArmConnection connection, string what) =>
        !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new ArmAccessException(ArmAccessFailure.SignIn, $"the sign-in method {connection.Credential} requires {what}.");
}
