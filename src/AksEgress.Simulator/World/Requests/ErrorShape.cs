namespace AksEgress.Simulator.World.Requests;

/// <summary>Which of ARM's three error bodies an answer has.</summary>
internal enum ErrorShape
{
    /// <summary><c>{"error":{"code","message"}}</c>: ARM's own front door.</summary>
    Arm,

    /// <summary><c>{"error":{"code","message","details":[]}}</c>: Microsoft.Network.</summary>
    Network,

    /// <summary><c>{"code","details":null,"message","subcode","target"}</c>: Microsoft.ContainerService.</summary>
    ContainerService,
}
