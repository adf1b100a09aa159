using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight;

/// <summary>A group of rules that belong together.</summary>
internal interface IPreflightCheck
{
    /// <summary>What speaks against the change, or should be known before it.</summary>
    IEnumerable<Finding> Check(PreflightInput input);
}
