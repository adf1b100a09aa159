# The cmdlet guidelines, according to PowerShell's own information about the built module. ConformanceTests.cs checks the same
# without PowerShell.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')
    $commands = (Get-Command -Module AksEgress -CommandType Cmdlet).Name
    $outputs = Get-Content (Join-Path $PSScriptRoot '../conformance/outputs.txt') | Where-Object { $_ -and $_ -notmatch '^#' } | ForEach-Object {
        $name, $script = $_ -split ' : ', 2
        @{ Name = $name; Script = $script }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/AksEgress/AksEgress.psd1')
    $script:common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
}

Describe '<_>' -ForEach $commands {
    BeforeAll {
        $script:command = Get-Command $_
        $script:type = $command.ImplementingType
        $script:attribute = $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
        $script:own = @($command.Parameters.Values | Where-Object Name -NotIn $common)
    }

    It 'has an approved verb and a singular noun of this module' {
        (Get-Verb $command.Verb).Verb | Should -Be $command.Verb
        $command.Noun | Should -Match '^Aks(Egress|OutboundType)'
        $command.Noun | Should -Not -Match '[^sx]s$'
        $type.Name | Should -Be "$($command.Verb)$($command.Noun)Command"
    }

    It 'has parameters in the singular, in Pascal case, and no bool' {
        $own.Name | Where-Object { $_ -cnotmatch '^[A-Z][a-zA-Z0-9]+$' } | Should -BeNullOrEmpty
        $own | Where-Object { $_.ParameterType -eq [bool] } | ForEach-Object Name | Should -BeNullOrEmpty

        # A number of minutes or ports isn't a plural.
        $own.Name | Where-Object { $_ -cmatch '[^s]s$' -and $_ -notmatch 'InMinutes$|AllocatedOutboundPorts$' } | Should -BeNullOrEmpty
    }

    It 'prompts before it changes anything' {
        $changes = $command.Verb -in 'New', 'Set', 'Add', 'Remove', 'Undo', 'Update', 'Grant', 'Revoke', 'Stop', 'Register', 'Import' -and $command.Noun -ne 'AksEgressRoute' -or $command.Verb -eq 'Remove'
        if ($changes) { $attribute.SupportsShouldProcess | Should -BeTrue }

        # Wait-AksEgressOperation reimages node pools and deletes gateways after an operation, so it prompts too.
        if ($command.Verb -in 'Get', 'Connect', 'Disconnect') { $attribute.SupportsShouldProcess | Should -BeFalse }
        if ($command.Verb -eq 'Remove') { $attribute.ConfirmImpact | Should -Be 'High' }
    }

    It 'has parameter sets that PowerShell can distinguish' {
        if ($command.ParameterSets.Count -gt 1) { $command.DefaultParameterSet | Should -BeIn $command.ParameterSets.Name }
        foreach ($set in $command.ParameterSets) {
            @($set.Parameters | Where-Object Position -GE 0).Count | Should -BeLessThan 5 -Because $set.Name
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessThan 2 -Because $set.Name
        }
        $shapes = $command.ParameterSets | ForEach-Object { ($_.Parameters | Where-Object IsMandatory | ForEach-Object Name | Sort-Object) -join ',' }
        @($shapes | Select-Object -Unique).Count | Should -BeGreaterOrEqual (@($command.ParameterSets).Count - 1)
    }

    It 'accepts pipeline input' {
        # Commands without a resource before them in a pipeline: a connection, a resource group, and the session's own data.
        if ($command.Name -in 'Connect-AksEgress', 'Disconnect-AksEgress', 'Get-AksEgressContext', 'Set-AksEgressContext', 'New-AksEgressResourceGroup') { return }
        $bound = @{}
        foreach ($set in $command.ParameterSets) {
            $bound[$set.Name] = @($set.Parameters | Where-Object { $_.ValueFromPipeline -or ($_.ValueFromPipelineByPropertyName -and $_.Name -ne 'SubscriptionId') }).Count
        }
        ($bound.Values | Measure-Object -Maximum).Maximum | Should -BeGreaterThan 0

        # The other sets are for typed values; ByInputObject accepts pipeline input.
        $typed = 'ByName', 'ByResourceId', 'ByCluster', 'ByVirtualNetwork', 'ByRouteTable', 'ByIdentity', 'Session', 'ByPrincipalId', 'Operation'
        foreach ($set in $bound.Keys.Where({ $bound[$_] -eq 0 })) { $set | Should -BeIn $typed }
    }

    It 'accepts pipeline input through InputObject only, which all cmdlets interpret alike' {
        # The engine must not bind an identity by property name: it would combine the name of one object with the resource group of
        # another. Tokens, records, and the members of a new route are values of their own.
        $byName = @($own | Where-Object { $_.Attributes.Where({ $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName }) } | ForEach-Object Name)
        # The pipeline binds the properties of an operation to Wait-AksEgressOperation, whose InputObject is for an operation as argument.
        $takesObjects = $own.Name -contains 'InputObject' -and $command.Name -ne 'Wait-AksEgressOperation'
        if ($takesObjects) { $byName | Should -BeNullOrEmpty }
        $byName | Where-Object { $_ -match '^(ResourceGroupName|SubscriptionId|Id|.+Name)$' } | Should -BeNullOrEmpty
        $piped = @($own | Where-Object { $_.Attributes.Where({ $_ -is [Parameter] -and $_.ValueFromPipeline }) })
        if ($takesObjects) {
            $piped.Name | Should -Be 'InputObject'
            $piped[0].ParameterType | Should -Be ([psobject]) -Because 'copies from files and jobs are taken as well'
        }
        if ($takesObjects -and $own.Name -contains 'ResourceId') { $command.Parameters['ResourceId'].Aliases | Should -Contain 'Id' }
        if ($command.Verb -in 'Remove', 'Set' -and $command.Noun -ne 'AksEgressContext') { $own.Name | Should -Contain 'InputObject' }
    }

    It 'has secure types for secrets' {
        $own | Where-Object { $_.Name -match 'Password|Secret|AccessToken|ClusterToken|Credential$|ServicePrincipal' -and $_.ParameterType -notin [securestring], [pscredential] } |
            ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'declares its output, and a job if it has -AsJob' {
        $command.OutputType | Should -Not -BeNullOrEmpty
        $command.OutputType.Type | Where-Object { $_ -in [string], [psobject], [object] -or $_.IsArray } | Should -BeNullOrEmpty
        ($command.OutputType.Type -contains [System.Management.Automation.Job]) | Should -Be ($own.Name -contains 'AsJob')
    }
}

Describe 'All of them' {
    It 'have one type for each parameter name' {
        $plain = {
            param($type)
            $one = [Nullable]::GetUnderlyingType($type) ?? $type
            if ($one.IsArray) { $one = $one.GetElementType() }
            if ($one.BaseType.Name -in 'ArmResource', 'ArmReference' -or $one.Name -like 'ArmReference*') { 'reference' } else { $one.FullName }
        }
        # ConformanceTests.cs has the reason for each of these.
        $apart = 'InputObject', 'Subnet', 'Identity', 'Kind', 'Endpoint', 'NodePool'
        Get-Command -Module AksEgress -CommandType Cmdlet | ForEach-Object { $_.Parameters.Values } | Where-Object { $_.Name -notin $common -and $_.Name -notin $apart } | Group-Object Name |
            Where-Object { @($_.Group | ForEach-Object { & $plain $_.ParameterType } | Select-Object -Unique).Count -gt 1 } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'have unique error ids, equal to their factory''s name, with a text and a remedy' {
        $factories = [AksEgress.Core.Errors.EgressErrors].GetMethods().Where({ $_.IsStatic -and $_.ReturnType.Name -eq 'EgressException' })
        $factories.Count | Should -BeGreaterThan 30
        foreach ($factory in $factories) {
            $arguments = foreach ($parameter in $factory.GetParameters()) {
                if ($parameter.ParameterType -in [string], [object]) { 'text' }
                elseif ($parameter.ParameterType.IsAssignableTo([Exception])) { [Exception]::new() }
                elseif ($type = [Nullable]::GetUnderlyingType($parameter.ParameterType)) { [Activator]::CreateInstance($type) }
                else { [Activator]::CreateInstance($parameter.ParameterType) }
            }
            $exception = $factory.Invoke($null, @($arguments))
            $exception.Id | Should -BeExactly $factory.Name
            $exception.Message | Should -Not -BeNullOrEmpty
            $exception.Remedy | Should -Not -BeNullOrEmpty -Because $factory.Name
        }
        @($factories.Name | Select-Object -Unique).Count | Should -Be $factories.Count
    }
}

Describe 'The output' {
    BeforeAll {
        $null = Connect-AksEgress -Simulated -TimeScale 100000
        $kubeconfig = Join-Path $TestDrive 'config'
        $script:seen = [System.Collections.Generic.HashSet[string]]::new()
    }

    AfterAll {
        Get-Job | Where-Object PSJobTypeName -eq AksEgressJob | Remove-Job -Force
        Disconnect-AksEgress
    }

    It 'has the declared OutputType: <Script>' -ForEach $outputs {
        $written = @(& ([scriptblock]::Create($Script)) 3>$null)
        $null = $written | Where-Object { $_ -is [System.Management.Automation.Job] } | Wait-Job
        $written.Count | Should -BeGreaterThan 0
        $types = (Get-Command $Name).OutputType.Type
        foreach ($one in $written) {
            @($types.Where({ $_.IsInstanceOfType($one) })).Count | Should -BeGreaterThan 0 -Because "$($one.GetType().FullName) is not among $types"
        }
        $null = $seen.Add($Name)
    }

    It 'was tested for every cmdlet' {
        (Get-Command -Module AksEgress -CommandType Cmdlet).Name | Where-Object { $_ -ne 'Disconnect-AksEgress' -and -not $seen.Contains($_) } | Should -BeNullOrEmpty
    }
}
