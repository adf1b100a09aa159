using AksEgress.Arm.SignIn;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using Azure.Core;

namespace AksEgress.Arm;

/// <summary>Signs in to Azure or loads a simulator, and returns the connection to ARM.</summary>
public sealed class ArmGatewayFactory : IArmGatewayFactory
{
    private const string SimulatedAccount = "admin@lab";

    private readonly HttpMessageHandler? _network;

    /// <summary>Creates a factory that uses the network; the module creates it by name.</summary>
    public ArmGatewayFactory()
    {
    }

    /// <summary>For tests: a handler that replaces the network for all requests to Azure.</summary>
    internal ArmGatewayFactory(HttpMessageHandler network) => _network = network;

    /// <inheritdoc/>
    /// <exception cref="EgressException">The connection's subscription ID isn't valid.</exception>
    public async Task<IArmGateway> ConnectAsync(ArmConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        try
        {
            return await SignInAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // A gateway disposes of its simulator. If the gateway can't be created, the simulator is disposed of here.
            connection.Simulator?.Dispose();
            throw;
        }
    }

    private static SignInMethod MethodOf(ArmConnection connection, ArmCloud cloud)
    {
        try
        {
            return CredentialFactory.Create(connection, cloud);
        }
        catch (ArgumentException wrong)
        {
            throw new ArmAccessException(ArmAccessFailure.SignIn, SecretText.Without(wrong.Message, connection.Secret));
        }
    }

    /// <summary>Requests a token immediately, so that Connect-AksEgress reports a failing sign-in, not a later command.</summary>
    private static async Task<AccessToken> FirstTokenAsync(
        ArmConnection connection, TokenCredential credential, string scope, CancellationToken cancellationToken)
    {
        try
        {
            return await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
            when (AccessFaults.IsFault(fault, cancellationToken) || fault is ArgumentException or InvalidOperationException)
            {
                // No inner exception: those of the sign-in libraries quote requests and responses.
                throw new ArmAccessException(ArmAccessFailure.SignIn, SecretText.Without(fault.Message, connection.Secret));
            }
    }

    private static ArmSession SessionOf(ArmConnection connection, ArmCloud cloud, TimeProvider clock, TokenClaims claims)
    {
        var simulated = connection.Simulator is not null;
        return new ArmSession(
            simulated ? SimulatedAccount : claims.Account ?? connection.ClientId ?? connection.Credential.ToString(),
            connection.TenantId,
            connection.SubscriptionId,
            cloud.Name,
            cloud.Environment.Endpoint,
            simulated,
            SessionTime.ScaleOf(clock))
        {
            // A simulator without a simulation ID gets a new one, so that no record of another simulation is accepted.
            SimulationId = simulated ? connection.SimulationId ?? Guid.NewGuid().ToString() : null,
        };
    }

    private async Task<IArmGateway> SignInAsync(ArmConnection connection, CancellationToken cancellationToken)
    {
        if (connection.SubscriptionId is { } named && !ArmResourceId.IsSubscription(named))
        {
            throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(named), named);
        }

        var cloud = ArmCloud.Of(connection);
        var clock = SessionClock.Of(connection);
        var method = MethodOf(connection, cloud);
        try
        {
            var scope = cloud.Environment.DefaultScope;
            var token = await FirstTokenAsync(connection, method.Credential, scope, cancellationToken).ConfigureAwait(false);
            var session = SessionOf(connection, cloud, clock, TokenClaims.Read(token.Token));
            var gateway = await OpenAsync(
                connection,
                cloud,
                clock,
                method,
                new PrimedCredential(method.Credential, scope, token),
                session,
                cancellationToken).ConfigureAwait(false);
            (method.Credential as ManagedIdentityTokens)?.StopObserving();
            return gateway;
        }
        catch
        {
            foreach (var owned in method.Owned)
            {
                owned.Dispose();
            }

            throw;
        }
    }

    private async Task<ArmGateway> OpenAsync(
        ArmConnection connection,
        ArmCloud cloud,
        TimeProvider clock,
        SignInMethod method,
        TokenCredential credential,
        ArmSession session,
        CancellationToken cancellationToken)
    {
        var pipeline = ArmPipeline.Create(
            cloud, credential, clock, connection.Simulator ?? _network, ownsTransport: connection.Simulator is not null, method.Owned);

        // A token from the caller is for ARM, for any scope; the simulator has no clusters that need another one.
        var clusterCredential = connection.Simulator is not null || method.Credential is StaticCredential ? null : method.Credential;
        var gateway = new ArmGateway(pipeline, clock, session, clusterCredential);
        if (session.SubscriptionId is not null)
        {
            return gateway;
        }

        try
        {
            using var told = new TracingGateway(gateway, connection.Observer ?? (_ => { }));
            var found = await SubscriptionFinder.FindAsync(told, cancellationToken).ConfigureAwait(false);
            return new ArmGateway(
                pipeline,
                clock,
                session with { SubscriptionId = found?.Id, TenantId = session.TenantId ?? found?.TenantId },
                clusterCredential);
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }
}
