namespace AksEgress.Simulator.World.Requests;

/// <summary>The three forms of ARM's error bodies.</summary>
internal enum ErrorShape
{
    /// <summary><c>{"error":{"code","message"}}</c>: ARM itself.</summary>
    Arm,

    /// <summary><c>{"error":{"code","message","details":[]}}</c>: Microsoft.Network.</summary>
    Network,

    /// <summary><c>{"code","details":null,"message","subcode","target"}</c>: Microsoft.ContainerService.</summary>
    ContainerService,
}
