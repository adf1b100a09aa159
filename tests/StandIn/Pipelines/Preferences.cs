using System.Management.Automation;
using StandIn.Sessions;

namespace StandIn.Pipelines;

/// <summary>
/// The preferences for errors, warnings, and prompts: the common parameters if specified, else the preference variables.
/// </summary>
internal sealed class Preferences(Session session)
{
    public bool? VerboseGiven { get; set; }

    public bool? DebugGiven { get; set; }

    public bool? WhatIfGiven { get; set; }

    public bool? ConfirmGiven { get; set; }

    public ActionPreference? ErrorGiven { get; set; }

    public ActionPreference? WarningGiven { get; set; }

    public ActionPreference? InformationGiven { get; set; }

    public ActionPreference? ProgressGiven { get; set; }

    public string? ErrorVariable { get; set; }

    public string? WarningVariable { get; set; }

    public string? InformationVariable { get; set; }

    public string? OutVariable { get; set; }

    public string? PipelineVariable { get; set; }

    public ActionPreference Error => ErrorGiven ?? session.Preference("ErrorActionPreference", ActionPreference.Continue);

    public ActionPreference Warning => WarningGiven
        ?? (DebugGiven == true ? ActionPreference.Inquire
            : VerboseGiven == true ? ActionPreference.Continue
            : session.Preference("WarningPreference", ActionPreference.Continue));

    public ActionPreference Information =>
        InformationGiven ?? session.Preference("InformationPreference", ActionPreference.SilentlyContinue);

    public ActionPreference Progress => ProgressGiven ?? session.Preference("ProgressPreference", ActionPreference.Continue);

    public ActionPreference Verbose => VerboseGiven is { } given ? given ? ActionPreference.Continue : ActionPreference.SilentlyContinue
        : DebugGiven == true ? session.HasUserInterface ? ActionPreference.Inquire : ActionPreference.Continue
        : session.Preference("VerbosePreference", ActionPreference.SilentlyContinue);

    public ActionPreference Debug
    {
        get
        {
            if (DebugGiven is { } given)
            {
                return given ? ActionPreference.Continue : ActionPreference.SilentlyContinue;
            }

            var preference = session.Preference("DebugPreference", ActionPreference.SilentlyContinue);
            // A host that can't prompt displays the message instead.
            return preference == ActionPreference.Inquire && !session.HasUserInterface ? ActionPreference.Continue : preference;
        }
    }

    public bool WhatIf => WhatIfGiven ?? LanguagePrimitives.IsTrue(session.Variables.GetValue("WhatIfPreference"));

    public ConfirmImpact ConfirmThreshold => ConfirmGiven is { } given
        ? given ? ConfirmImpact.Low : ConfirmImpact.None
        : session.Preference("ConfirmPreference", ConfirmImpact.High);
}
