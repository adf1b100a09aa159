using System.Management.Automation.Runspaces;
using AksEgress.Core.Arm;
using AksEgress.Hosting;

namespace AksEgress.Tests.Cmdlets;

/// <summary>
/// Connects a runspace through a gateway of the test instead of Connect-AksEgress, which opens the simulator in a load context that
/// tests can't access. The built module runs; Core is the only assembly that both share.
/// </summary>
internal static class GivenConnection
{
    private static readonly Lazy<Action<Runspace, IArmGateway>> s_connect = new(static () =>
    {
        var module = AppDomain.CurrentDomain.GetAssemblies().Single(assembly =>
            assembly.GetName().Name == "AksEgress.PowerShell"
                && assembly.Location.StartsWith(Path.GetDirectoryName(Engine.Manifest)!, StringComparison.Ordinal));
        var session = module.GetType("AksEgress.PowerShell.Sessions.EgressSession", throwOnError: true)!;
        var set = module.GetType("AksEgress.PowerShell.Sessions.SessionStore", throwOnError: true)!.GetMethod("Set")!;
        return (runspace, gateway) => set.Invoke(null, [runspace, Activator.CreateInstance(session, gateway)]);
    });

    /// <summary>
    /// Makes a gateway the connection of a runspace that has imported the module. The runspace's session then owns it.
    /// </summary>
    public static void Connect(Runspace runspace, IArmGateway gateway) => s_connect.Value(runspace, gateway);
}
