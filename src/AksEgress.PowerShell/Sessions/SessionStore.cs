using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Sessions;

/// <summary>
/// The connection of each runspace. It isn't shared by the process: parallel runspaces must be able to use different clouds, and a
/// connection must not outlive its runspaces. To share a connection, a script passes its context.
/// </summary>
internal static class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, EgressSession> s_sessions = [];

    // By reference, not by value: equal contexts can belong to different connections.
    private static readonly ConditionalWeakTable<ArmSession, EgressSession> s_contexts = [];

    /// <summary>The current runspace's connection, or null.</summary>
    public static EgressSession? Current =>
        Runspace.DefaultRunspace is { } runspace && s_sessions.TryGetValue(runspace, out var session) ? session : null;

    /// <summary>The current runspace's connection.</summary>
    /// <exception cref="EgressException">NotConnected.</exception>
    public static EgressSession Require() => Current ?? throw EgressErrors.NotConnected();

    /// <summary>Returns a session over the connection that a context of this process belongs to.</summary>
    /// <exception cref="EgressException">ConnectionEnded.</exception>
    public static EgressSession Shared(ArmSession context) =>
        (s_contexts.TryGetValue(context, out var session) ? session.TryShare() : null)
            ?? throw EgressErrors.ConnectionEnded(context.Account);

    /// <summary>Registers a context with other defaults, so that it can be passed as the session's own.</summary>
    public static void Register(EgressSession session) => s_contexts.AddOrUpdate(session.Context, session);

    /// <summary>Replaces the connection of a runspace; null removes it.</summary>
    public static void Set(Runspace runspace, EgressSession? session)
    {
        if (s_sessions.TryGetValue(runspace, out var previous))
        {
            s_sessions.Remove(runspace);
            previous.Dispose();
        }

        if (session is not null)
        {
            s_sessions.Add(runspace, session);
            s_contexts.TryAdd(session.Context, session);
        }
    }
}
