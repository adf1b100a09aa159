using System.Management.Automation.Host;

namespace AksEgress.Tests.Cmdlets;

/// <summary>Hosts that can't prompt: runbooks, schedulers, a console whose input is closed.</summary>
[Trait("Engine", "Both")]
public class ConfirmationUnavailableTests
{
    public static TheoryData<string> Deaf => new("host", "unwritten", "unsupported", "invalid", "broken", "none");

    [Theory]
    [MemberData(nameof(Deaf))]
    public void An_unavailable_prompt_is_a_single_error_and_nothing_is_written(string kind)
    {
        using var session = Session.Simulated(host: kind == "none" ? null : new AnsweringHost("&Yes", Trouble(kind)));
        var outcome = session.Run(
            "Remove-AksEgressCluster", new { Name = "contoso-aks", ResourceGroupName = "contoso-rg", Verbose = true });

        Assert.StartsWith("ConfirmationUnavailable,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("contoso-aks", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(outcome.Writes);
    }

    [Theory]
    [MemberData(nameof(Deaf))]
    public void A_prompt_answered_in_advance_is_not_shown(string kind)
    {
        using var session = Session.Simulated(host: kind == "none" ? null : new AnsweringHost("&Yes", Trouble(kind)));
        session.Run("Remove-AksEgressCluster", new { Name = "contoso-aks", ResourceGroupName = "contoso-rg", Confirm = false }).Ok();
    }

    private static Exception Trouble(string kind) => kind switch
    {
        "host" => new HostException("no prompts here"),
        "unwritten" => new NotImplementedException(),
        "unsupported" => new NotSupportedException(),
        "invalid" => new InvalidOperationException("not interactive"),
#pragma warning disable CA2201 // What ConsoleHost throws of itself when its input is closed.
        _ => new NullReferenceException(),
#pragma warning restore CA2201
    };
}
