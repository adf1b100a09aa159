using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Pipelines;

/// <summary>The values of a piped row apply to that row only, and are validated like typed values.</summary>
[Trait("Engine", "Both")]
public sealed class RowValueTests : IDisposable
{
    private readonly Session _session = Session.Simulated();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Value_OfARow_DoesNotApplyToTheNextRow()
    {
        _session.Script("""
            $rows = [pscustomobject]@{ Name = 'one'; ResourceGroupName = 'contoso-rg'; IdleTimeoutInMinutes = '17' },
                    [pscustomobject]@{ Name = 'two'; ResourceGroupName = 'contoso-rg' }
            """).Ok();
        _session.Wire.Forget();
        _session.Script("$null = $rows | New-AksEgressPublicIp").Ok();

        var bodies = _session.Wire.Writes.Select(request => request.Body!).ToList();
        Assert.Equal(2, bodies.Count);
        Assert.Contains("17", bodies[0], StringComparison.Ordinal);
        Assert.DoesNotContain("17", bodies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("soon")]
    public void Value_OutOfRange_IsAnErrorAndNothingIsWritten(string value)
    {
        _session.Wire.Forget();
        var outcome = _session.Script(
            $"[pscustomobject]@{{ Name = 'one'; ResourceGroupName = 'contoso-rg'; IdleTimeoutInMinutes = '{value}' }} | "
                + "New-AksEgressPublicIp");

        Assert.StartsWith("PipelineValueInvalid,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Wire.Writes);
    }

    [Fact]
    public void Column_WithoutAParameter_IsNamedOnce()
    {
        _session.Script("""
            $rows = [pscustomobject]@{ Name = 'one'; ResourceGroupName = 'contoso-rg'; Comment = 'x' },
                    [pscustomobject]@{ Name = 'two'; ResourceGroupName = 'contoso-rg'; Comment = 'y' }
            """).Ok();
        var outcome = _session.Script("$null = $rows | New-AksEgressPublicIp").Ok();

        Assert.Contains("Comment", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }
}
