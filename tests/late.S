# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A boot sector that is slow, as all machines are on a slow host.  For tests.
#
#   WAIT   clock ticks (18.2 a second) until it is awake; what was typed before is
#          thrown away, as firmware does
#   MUTE   1: it says nothing by itself; 2: nor after a reset, from then on for good
#   SLOW   clock ticks for each character that it takes
#
# Awake, it says "awake", and echoes on the serial line what comes from its keyboard
# and over the serial line.
	.code16
	.globl start
	.equ CLOCK, 0x46c		# where the BIOS counts its ticks
	.equ KEYS_HEAD, 0x41a		# where the next key is taken from, and put
	.equ KEYS_TAIL, 0x41c
	.equ CMOS, 0x70			# memory that outlives a reset
	.equ CMOS_FREE, 0x60
	.equ BEEN_HERE, 0x5a
start:	cli
	xorw %ax, %ax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %ss
	movw $0x7c00, %sp
	sti
	movb $MUTE, mute
	.if MUTE == 2
	movb $CMOS_FREE, %al
	outb %al, $CMOS
	inb $CMOS + 1, %al
	cmpb $BEEN_HERE, %al
	je asleep
	movb $CMOS_FREE, %al
	outb %al, $CMOS
	movb $BEEN_HERE, %al
	outb %al, $CMOS + 1
	movb $0, mute
	.endif
	movw $WAIT, %cx
	call pass
	movw KEYS_TAIL, %ax
	movw %ax, KEYS_HEAD
1:	call received
	jnz 1b
	cmpb $0, mute
	jne listen
	movw $words, %si
2:	lodsb
	testb %al, %al
	jz listen
	call say
	jmp 2b

listen:	movb $1, %ah
	int $0x16
	jz 1f
	xorb %ah, %ah
	int $0x16
	jmp 2f
1:	call received
	jz 3f
2:	call say
	movw $SLOW, %cx
	call pass
	jmp listen
3:	hlt
	jmp listen

asleep:	hlt
	jmp asleep

# Lets so many clock ticks (%cx) pass.
pass:	jcxz 2f
	movw CLOCK, %bx
1:	hlt
	cmpw CLOCK, %bx
	je 1b
	decw %cx
	jmp pass
2:	ret

# A character from the serial line in %al; zero flag: there is none.
received:
	movw $0x3fd, %dx
	inb %dx, %al
	testb $1, %al
	jz 1f
	movw $0x3f8, %dx
	inb %dx, %al
	orb $0, %al
1:	ret

say:	movb %al, %ah
	movw $0x3fd, %dx
1:	inb %dx, %al
	testb $0x20, %al
	jz 1b
	movb %ah, %al
	movw $0x3f8, %dx
	outb %al, %dx
	ret

mute:	.byte 0
words:	.asciz "awake\r\n"
	.org 510
	.word 0xaa55
