using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight;

/// <summary>A group of related rules.</summary>
internal interface IPreflightCheck
{
    /// <summary>The findings about a change.</summary>
    IEnumerable<Finding> Check(PreflightInput input);
}
