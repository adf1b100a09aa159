using System.Diagnostics;
using System.Management.Automation;
using AksEgress.Core.Errors;
using AksEgress.Tests.Cmdlets;
using Xunit.Abstractions;

namespace AksEgress.Tests.BadInput;

/// <summary>Every parameter of every cmdlet refuses bad values with an error that names it, before anything is written.</summary>
[Trait("Engine", "Both")]
public sealed class BadInputTests(BadWorld world, ITestOutputHelper output) : IClassFixture<BadWorld>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Errors that identify the value without the parameter's name: "this is not a change record".</summary>
    private static readonly Dictionary<string, string[]> s_roles = new()
    {
        [nameof(EgressErrors.InvalidChangeRecord)] = ["Record"],
        [nameof(EgressErrors.InvalidOperationToken)] = ["Token"],
        [nameof(EgressErrors.ResourceMismatch)] = ["ResourceId", "Token", "Record"],
        [nameof(EgressErrors.InvalidNodePool)] = ["NodePool", "Name"],
        [nameof(EgressErrors.SignInFailed)] = ["CertificatePassword"],
        [nameof(EgressErrors.RoleNotFound)] = ["Role"],
        [nameof(EgressErrors.PipelineInputNotSupported)] = ["InputObject"],
        [nameof(EgressErrors.PipelineInputIncomplete)] = ["InputObject"],
    };

    public static TheoryData<string> Commands => new(BadCases.Commands);

    [Fact]
    public void There_are_at_least_two_thousand_cases()
    {
        var cases = BadCases.Commands.SelectMany(Cases).ToList();
        var legal = cases.Count(LegalValues.Contains);
        output.WriteLine($"{cases.Count - legal} bad cases, and {legal} that look bad and are legal");
        Assert.True(cases.Count - legal >= 2000, $"{cases.Count - legal} cases");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_valid_call_is_accepted(string command)
    {
        // Connect- would sign in; its simulated set creates this session.
        foreach (var set in BadCases.Sets(command).Where(_ => command is not ("Connect-AksEgress" or "Disconnect-AksEgress")))
        {
            var call = world.Base(command, set);
            if (BadCases.Asks(command))
            {
                call["WhatIf"] = true;
            }

            var outcome = world.Session.Run(command, call);
            Assert.True(
                outcome.Terminating is null && outcome.Errors.Count == 0,
                $"{command} [{set}]: {outcome.Terminating ?? outcome.Errors.FirstOrDefault()}");
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_bad_value_is_refused_with_its_parameters_name(string command)
    {
        var wrong = Cases(command)
            .Select(bad => (bad, Wrong: LegalValues.Contains(bad) ? null : Wrong(bad)))
            .Where(pair => pair.Wrong is not null)
            .Select(pair => $"{pair.bad}: {pair.Wrong}")
            .ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}");
    }

    private IEnumerable<BadCase> Cases(string command) => BadCases.For(command, world.Other)
        .Select(bad =>
            bad.Bad.Kind == "OtherObject"
                && (bad.Parameter == "Identity"
                    || command.EndsWith("Identity", StringComparison.Ordinal)
                    || (command is "Grant-AksEgressAccess" or "Revoke-AksEgressAccess" && bad.Parameter == "InputObject"))
                ? bad with { Bad = bad.Bad with { Value = world.OtherToIdentities } } : bad);

    private string? Wrong(BadCase bad)
    {
        var call = world.Base(bad.Command, bad.Set);
        if (BaseCalls.InsteadOf.TryGetValue(bad.Parameter, out var replaced))
        {
            call.Remove(replaced);
        }

        call[bad.Parameter] = bad.Bad.Value;
        call["Verbose"] = true;
        if (BadCases.Asks(bad.Command))
        {
            call["Confirm"] = false;
        }

        var watch = Stopwatch.StartNew();
        var connects = bad.Command is "Connect-AksEgress" or "Disconnect-AksEgress";
        var outcome = (connects ? world.Apart : world.Session).Run(bad.Command, call);
        if (connects && world.Apart.Run("Get-AksEgressContext", new { }).Output.Count > 0)
        {
            world.Apart.Run("Disconnect-AksEgress", new { });
            return "connected";
        }

        if (watch.Elapsed > s_patience)
        {
            return $"took {watch.Elapsed.TotalSeconds:0} s";
        }

        if (outcome.Writes.FirstOrDefault() is { } write)
        {
            return $"wrote: {write}";
        }

        var errors = outcome.Terminating is null ? outcome.Errors : [outcome.Terminating];
        if (errors.Count == 0)
        {
            return "was taken";
        }

        var shown = string.Join(
            '\n',
            [
                .. errors.Select(error => error.ToString()),
                .. errors.Select(error => error.Exception.ToString()),
                .. outcome.Verbose,
                .. outcome.Warnings,
                .. outcome.Output.Select(result => result.ToString())
            ]);
        return shown.Contains(BadValues.Secret, StringComparison.Ordinal)
            ? "showed the secret"
            : errors.Select(error => Wrong(bad, error, outcome.Thrown)).FirstOrDefault(text => text is not null);
    }

    private static string? Wrong(BadCase bad, ErrorRecord error, RuntimeException? thrown)
    {
        if (error.CategoryInfo.Category == ErrorCategory.NotSpecified)
        {
            return $"has no category: {error}";
        }

        if ((error.Exception as ParameterBindingException ?? thrown as ParameterBindingException) is { } binding)
        {
            return string.Equals(binding.ParameterName, bad.Parameter, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"binding names '{binding.ParameterName}': {error}";
        }

        if (error.Exception is not EgressException known || known.Id == nameof(EgressErrors.Unexpected))
        {
            return $"{error.Exception.GetType().Name} is not mapped: {error}";
        }

        var text = error.ToString();
        return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r'))
            ? "shows control characters"
            : text.Contains("-" + bad.Parameter, StringComparison.Ordinal)
                || (s_roles.TryGetValue(known.Id, out var role) && role.Contains(bad.Parameter))
                ? null
            : $"does not name the parameter: {error.FullyQualifiedErrorId} {text}";
    }
}
