using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace StandIn.Pipelines;

/// <summary>The answer to a prompt that can be repeated.</summary>
internal enum Answer
{
    None,
    Yes,
    YesToAll,
    No,
    NoToAll,
}

/// <summary>ShouldProcess and ShouldContinue: the result of -WhatIf, -Confirm, the preferences, and the host.</summary>
internal sealed class Confirmation(CommandRuntime runtime, Preferences preferences, ConfirmImpact impact)
{
    private Answer _lastAnswer;

    public bool ShouldProcess(string? description, string? warning, string? caption, out ShouldProcessReason reason)
    {
        runtime.ThrowIfStopping();
        reason = ShouldProcessReason.None;
        if (_lastAnswer is Answer.NoToAll or Answer.YesToAll)
        {
            return _lastAnswer == Answer.YesToAll;
        }

        if (preferences.WhatIf)
        {
            runtime.CheckThread(mustBeWriter: false);
            reason = ShouldProcessReason.WhatIf;
            runtime.Host.UI?.WriteLine($"What if: {description}");
            return false;
        }

        var threshold = preferences.ConfirmThreshold;
        if (threshold == ConfirmImpact.None || threshold > impact)
        {
            if (preferences.VerboseGiven == true)
            {
                runtime.WriteVerbose(description);
            }

            return true;
        }

        runtime.CheckThread(mustBeWriter: false);
        _lastAnswer = Ask(
            string.IsNullOrEmpty(warning) ? $"Are you sure you want to perform this action?\n{description}" : warning,
            caption,
            allowYesToAll: true,
            allowNoToAll: true,
            haltInsteadOfNo: false,
            security: false);
        return _lastAnswer is not (Answer.No or Answer.NoToAll);
    }

    public bool ShouldContinue(string? query, string? caption, bool hasSecurityImpact, bool toAll, ref bool yesToAll, ref bool noToAll)
    {
        runtime.ThrowIfStopping();
        runtime.CheckThread(mustBeWriter: false);
        if (noToAll)
        {
            return false;
        }

        if (yesToAll)
        {
            return true;
        }

        var answer = Ask(query, caption, toAll, toAll, haltInsteadOfNo: false, hasSecurityImpact);
        noToAll |= answer == Answer.NoToAll;
        yesToAll |= answer == Answer.YesToAll;
        return answer is not (Answer.No or Answer.NoToAll);
    }

    public Answer Ask(string? message, string? caption, bool allowYesToAll, bool allowNoToAll, bool haltInsteadOfNo, bool security)
    {
        var choices = new Collection<ChoiceDescription>();
        var answers = new List<Answer?>();
        Add("&Yes", "Continue with only the next step of the operation.", Answer.Yes);
        if (allowYesToAll)
        {
            Add("Yes to &All", "Continue with all the steps of the operation.", Answer.YesToAll);
        }

        if (haltInsteadOfNo)
        {
            Add("&Halt Command", "Stop this command.", null);
        }
        else
        {
            Add("&No", "Skip this operation and proceed with the next operation.", Answer.No);
        }

        if (allowNoToAll)
        {
            Add("No to A&ll", "Skip this operation and all subsequent operations.", Answer.NoToAll);
        }

        Add("&Suspend", "Pause the current pipeline and return to the command prompt. Type \"exit\" to resume the pipeline.", Answer.None);
        while (true)
        {
            var response = runtime.Host.UI!.PromptForChoice(
                string.IsNullOrEmpty(caption) ? "Confirm" : caption,
                string.IsNullOrEmpty(message) ? "Continue with this operation?" : message,
                choices,
                security ? answers.IndexOf(Answer.No) : 0);
            if (response < 0 || response >= answers.Count)
            {
                throw runtime.Fail(new ActionPreferenceStopException(
                    runtime.Invocation, "The running command stopped because the user interrupted the command."));
            }

            switch (answers[response])
            {
                case null:
                    throw runtime.Fail(new ActionPreferenceStopException(
                        runtime.Invocation, "The running command stopped because the user selected the Stop option."));
                case Answer.None:
                    runtime.Host.EnterNestedPrompt();
                    break;
                case { } answer:
                    return answer;
            }
        }

        void Add(string label, string help, Answer? answer)
        {
            choices.Add(new ChoiceDescription(label, help));
            answers.Add(answer);
        }
    }
}
