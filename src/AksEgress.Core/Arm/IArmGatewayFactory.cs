namespace AksEgress.Core.Arm;

/// <summary>Creates gateways. The implementation has a public constructor without parameters, so it can be created by name.</summary>
public interface IArmGatewayFactory
{
    /// <summary>Signs in, finds the subscription, and returns the connection to ARM.</summary>
    /// <exception cref="ArmAccessException">Signing in or connecting failed.</exception>
    /// <exception cref="ArmException">ARM refused to list subscriptions.</exception>
    Task<IArmGateway> ConnectAsync(ArmConnection connection, CancellationToken cancellationToken);
}
