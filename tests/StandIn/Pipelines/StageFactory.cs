using System.Management.Automation;
using System.Management.Automation.Language;
using StandIn.Binding;
using StandIn.Script;
using StandIn.Sessions;

namespace StandIn.Pipelines;

/// <summary>Creates a pipeline stage for the command that a name refers to.</summary>
internal static class StageFactory
{
    public static Stage Create(
        Session session, CommandInfo command, string invocationName, IReadOnlyList<CommandArgument> arguments, IScriptExtent? position)
    {
        while (command is AliasInfo alias)
        {
            command = alias.ResolvedCommand ?? session.Commands.Require(alias.Definition);
        }

        return command switch
        {
            CmdletInfo cmdlet => new CmdletStage(session, cmdlet, arguments, new InvocationInfo(cmdlet, position, invocationName)),
            ScriptFileInfo file => new ScriptStage(
                session, ScriptBlock.FromFile(file.Path), arguments, newScope: true, new InvocationInfo(file, position, invocationName)),
            _ => throw new CommandNotFoundException(
                invocationName, nameof(CommandNotFoundException), $"The term '{invocationName}' cannot be run."),
        };
    }
}
