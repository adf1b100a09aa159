using AksEgress.Arm;
using AksEgress.Core.Arm;

namespace AksEgress.Tests.Arm;

/// <summary>A gateway to a scripted ARM, and the addresses that most tests use.</summary>
internal sealed class ArmLab : IDisposable
{
    public const string Subscription = "11111111-2222-3333-4444-555555555555";
    public const string Cluster = "/subscriptions/" + Subscription
        + "/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks1";
    public const string RouteTable = "/subscriptions/" + Subscription + "/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt1";
    public const string Operation = "/subscriptions/" + Subscription
        + "/providers/Microsoft.ContainerService/locations/westeurope/operations/op1";
    public const string Result = "/subscriptions/" + Subscription
        + "/providers/Microsoft.Network/locations/westeurope/operationResults/op1";
    public const string Host = "https://management.azure.com";
    public const string ApiVersion = "2026-06-01";

    public ScriptedArm Arm { get; } = new();

    public static ArmRequest Put(string path = Cluster, string body = "{}") => new("PUT", path, ApiVersion, body);

    public static ArmRequest Get(string path = Cluster) => new("GET", path, ApiVersion);

    public static (string Name, string Value) MonitorHeader(string host = Host) =>
        ("Azure-AsyncOperation", host + Operation + "?api-version=2016-03-30");

    public static (string Name, string Value) LocationHeader(string host = Host) => ("Location", host + Result + "?api-version=2016-03-30");

    /// <summary>A gateway with a specified subscription, so that connecting sends no request.</summary>
    public Task<IArmGateway> ConnectAsync(double timeScale = 1) => new ArmGatewayFactory().ConnectAsync(
        new ArmConnection { Simulator = new Kept(Arm), SubscriptionId = Subscription, Clock = Arm.Clock, TimeScale = timeScale },
        CancellationToken.None);

    public void Dispose() => Arm.Dispose();
}
