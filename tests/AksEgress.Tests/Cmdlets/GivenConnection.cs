using System.Management.Automation.Runspaces;
using AksEgress.Core.Arm;
using AksEgress.Hosting;

namespace AksEgress.Tests.Cmdlets;

/// <summary>
/// Connects a runspace by a gateway of the test's own, in the place of Connect-AksEgress: that opens the simulator in a load
/// context where no test can reach it. The module that runs is the built one; Core is the only assembly that both share.
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

    /// <summary>Makes a gateway the connection of a runspace that has imported the module; the runspace's session owns it then.</summary>
    public static void Connect(Runspace runspace, IArmGateway gateway) => s_connect.Value(runspace, gateway);
}
