using System.Globalization;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Texts;

namespace AksEgress.Core.RunCommands;

/// <summary>The result of a command inside a cluster.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="Command">The command as specified.</param>
/// <param name="Outcome">Succeeded, Failed or CouldNotRun.</param>
/// <param name="ExitCode">The exit code, 0 for success and up to 255 otherwise; null if it couldn't run.</param>
/// <param name="Logs">Its output and error streams, without control characters; AKS truncates them after 512 kB.</param>
/// <param name="StartedAt">When it started; null if ARM doesn't return it.</param>
/// <param name="FinishedAt">When it ended; null if ARM doesn't return it.</param>
/// <param name="CommandId">AKS's ID of the command, which is in the name of its pod.</param>
/// <param name="State">ARM's state: Succeeded if the command ran, with any exit code; Failed if it could not run.</param>
/// <param name="Reason">ARM's message about why it could not run; null if it ran.</param>
/// <param name="Meaning">What that usually means, and what to do; null if it ran.</param>
public sealed record CommandResult(
    string ClusterName,
    string ResourceGroupName,
    string ResourceId,
    string Command,
    CommandOutcome Outcome,
    int? ExitCode,
    string Logs,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? CommandId,
    string State,
    string? Reason,
    string? Meaning)
{
    /// <summary>How long it ran, from ARM's startedAt to its finishedAt, such as 00:00:07; null if ARM doesn't return them.</summary>
    public string? Duration => DurationText.Of(Elapsed);

    /// <summary>The cluster's subscription, a GUID.</summary>
    public string? SubscriptionId => ArmResourceId.TryParse(ResourceId, out var id) ? id.SubscriptionId : null;

    /// <summary>The time that <see cref="Duration"/> is the text of.</summary>
    internal TimeSpan? Elapsed => FinishedAt - StartedAt;

    /// <summary>The text of <see cref="Describe"/>, as a property: views can't call methods in ConstrainedLanguage mode.</summary>
    public string Description => Describe();

    /// <summary>The result as text: the outcome, and below it the output.</summary>
    public string Describe()
    {
        var took = Elapsed is { } duration
            ? string.Create(CultureInfo.InvariantCulture, $" after {(int)duration.TotalMinutes}:{duration.Seconds:00}")
            : string.Empty;
        var end = ExitCode is null ? "couldn't run: " + Reason : string.Create(CultureInfo.InvariantCulture, $"exit {ExitCode}");
        return $"   {ClusterName}: {end}{took}\n\n{Logs.TrimEnd()}".TrimEnd().ReplaceLineEndings();
    }

    /// <summary>The result in one line.</summary>
    public override string ToString() => Outcome == CommandOutcome.CouldNotRun
        ? $"{ClusterName}: couldn't run: {Reason}"
        : string.Create(CultureInfo.InvariantCulture, $"{ClusterName}: exit {ExitCode}");

    /// <summary>
    /// Reads ARM's answer: <c>{ id, properties: { provisioningState, exitCode, startedAt, finishedAt, logs, reason } }</c>.
    /// provisioningState Succeeded means that the command ran, not that it succeeded (REST: Managed Clusters, Get Command Result).
    /// </summary>
    internal static CommandResult Read(ArmResourceId cluster, string command, ArmDocument answer)
    {
        var state = answer.ProvisioningState ?? "Unknown";
        var properties = answer.Root.At("properties");
        var exit = properties.Number("exitCode");
        var ran = state.Equals("Succeeded", StringComparison.OrdinalIgnoreCase) && exit is not null;
        var reason = ran
            ? null
            : ArmText.Clean(properties.Text("reason")) is { Length: > 0 } words ? words
            : $"Azure gave no reason; the state of the command is {state}.";
        return new CommandResult(
            cluster.Name,
            cluster.ResourceGroupName,
            cluster.Text,
            command,
            !ran ? CommandOutcome.CouldNotRun : exit == 0 ? CommandOutcome.Succeeded : CommandOutcome.Failed,
            ran ? exit : null,
            ArmText.Clean(properties.Text("logs")),
            Time(properties.Text("startedAt")),
            Time(properties.Text("finishedAt")),
            answer.Root.Text("id"),
            state,
            reason,
            reason is null ? null : CommandMeanings.Of(null, reason));
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
